import { run, type Migration } from '#lib/server/db/migration.ts';

export const said: Migration = {
	name: '0024_said',
	up: async (trx) => {
		await run(trx, [
			// When a member said what their profile holds: what a phone sends late must not undo it.
			`create table profile_said (
				member_id text not null references member (id),
				field text not null,
				said_at text not null,
				primary key (member_id, field)
			)`
		]);
	}
};
