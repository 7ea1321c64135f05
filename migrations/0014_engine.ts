import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const engine: Migration = {
	name: '0014_engine',
	up: async (trx) => {
		await run(trx, [
			// What made a credit that no stay made.
			`alter table credit add column cause text`,
			// Points that are posted on a later day; the last three columns say how they ended.
			`create table pending_points (
				id text primary key,
				member_id text not null references member (id),
				points bigint not null check (points > 0),
				earned_on text not null,
				release_on text not null,
				stay_id text references stay (id),
				stay_revision bigint,
				reasons text not null,
				programme_version bigint not null references programme_version (number),
				recorded_at text not null,
				ended_on text,
				ended_why text,
				entry_id text unique references entry (id)
			)`,
			`create index pending_member on pending_points (member_id, release_on)`,
			`create index pending_due on pending_points (release_on, member_id) where ended_on is null`,
			`create table milestone_grant (
				id text primary key,
				member_id text not null references member (id),
				milestone text not null,
				at bigint not null,
				window_from text not null,
				window_to text not null,
				reached_on text not null,
				choose_by text,
				entry_id text unique references entry (id),
				programme_version bigint not null references programme_version (number),
				recorded_at text not null,
				unique (member_id, milestone, at, window_from)
			)`,
			`create index milestone_grant_due on milestone_grant (choose_by, member_id)
				where choose_by is not null`,
			`create table milestone_choice (
				grant_id text primary key references milestone_grant (id),
				options text not null,
				chosen_on text not null,
				chosen_by text not null check (chosen_by in ('member', 'deadline')),
				entry_id text unique references entry (id),
				recorded_at text not null
			)`
		]);
		await run(trx, [
			// That the end of a choice was told, once.
			`create table milestone_reminder (
				grant_id text primary key references milestone_grant (id),
				recorded_at text not null
			)`
		]);
		await appendOnly(trx, 'milestone_reminder');
		await appendOnly(trx, 'milestone_grant');
		await appendOnly(trx, 'milestone_choice');
	}
};
