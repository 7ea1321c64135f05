import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const programme: Migration = {
	name: '0005_programme',
	up: async (trx) => {
		await run(trx, [
			// `document` is one whole version as JSON; number 1 is in force from the beginning.
			`create table programme_version (
				number bigint primary key,
				effective_from text not null unique,
				document text not null,
				published_at text not null,
				published_by text not null
			)`
		]);
		await appendOnly(trx, 'programme_version');
	}
};
