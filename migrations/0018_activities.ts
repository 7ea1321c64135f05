import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const activities: Migration = {
	name: '0018_activities',
	up: async (trx) => {
		await run(trx, [
			// What partners reported. Its entry and its credits name it in their reasons.
			`create table partner_activity (
				id text primary key,
				member_id text not null references member (id),
				source text not null,
				source_id text not null,
				kind text not null,
				happened_on text not null,
				amounts text not null,
				no_points_because text,
				recorded_at text not null,
				unique (source, source_id)
			)`,
			`create index partner_activity_member on partner_activity (member_id, happened_on)`
		]);
		await appendOnly(trx, 'partner_activity');
	}
};
