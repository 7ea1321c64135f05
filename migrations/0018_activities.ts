import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const activities: Migration = {
	name: '0018_activities',
	up: async (trx) => {
		await run(trx, [
			// What partners reported, by their id. Its entries and its credits name it in their reasons.
			`create table partner_activity (
				id text primary key,
				member_id text not null references member (id),
				source text not null,
				source_id text not null,
				recorded_at text not null,
				unique (source, source_id)
			)`,
			`create index partner_activity_member on partner_activity (member_id)`,
			// What was said of it, and in whose account that was posted: after a merge, the other's. A merge
			// that is undone says the last again, as the next word.
			`create table partner_activity_word (
				activity_id text not null references partner_activity (id),
				word bigint not null,
				revision bigint not null,
				member_id text not null references member (id),
				kind text not null,
				happened_on text not null,
				amounts text not null,
				is_cancelled bigint not null check (is_cancelled in (0, 1)),
				no_points_because text,
				entry_id text references entry (id),
				answer text not null,
				recorded_at text not null,
				primary key (activity_id, word)
			)`
		]);
		await appendOnly(trx, 'partner_activity');
		await appendOnly(trx, 'partner_activity_word');
	}
};
