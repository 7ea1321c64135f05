import { appendOnly, inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const reminders: Migration = {
	name: '0020_reminders',
	up: async (trx) => {
		await run(trx, [
			// Once a lot, number of days ahead and day on which it would lapse.
			`create table expiry_reminder (
				lot_id text not null references lot (id),
				step bigint not null,
				valid_to text not null,
				recorded_at text not null,
				primary key (lot_id, step, valid_to)
			) ${inKeyOrder}`
		]);
		await appendOnly(trx, 'expiry_reminder');
	}
};
