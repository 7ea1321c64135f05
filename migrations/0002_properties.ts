import { run, type Migration } from '#lib/server/db/migration.ts';

export const properties: Migration = {
	name: '0002_properties',
	up: (trx) =>
		run(trx, [
			// `name` is JSON: a text per locale.
			`create table property (
				id text primary key,
				code text not null unique,
				name text not null,
				time_zone text not null,
				currency text not null,
				brand text not null,
				created_at text not null
			)`
		])
};
