import { run, type Migration } from '#lib/server/db/migration.ts';

export const brand: Migration = {
	name: '0025_brand',
	up: async (trx) => {
		await run(trx, [
			// What managers set while the house runs, a document each.
			`create table house_setting (
				key text not null primary key,
				document text not null,
				revision bigint not null,
				changed_at text not null,
				changed_by text not null
			)`
		]);
	}
};
