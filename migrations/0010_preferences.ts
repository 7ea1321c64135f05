import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const preferences: Migration = {
	name: '0010_preferences',
	up: async (trx) => {
		await run(trx, [
			`create table preference_group (
				id text primary key,
				sort bigint not null,
				revision bigint not null,
				document text not null,
				changed_at text not null,
				changed_by text not null
			)`,
			`create table preference_item (
				id text primary key,
				group_id text not null references preference_group (id),
				sort bigint not null,
				status text not null check (status in ('offered', 'archived')),
				revision bigint not null,
				document text not null,
				changed_at text not null,
				changed_by text not null
			)`,
			`create index preference_item_group on preference_item (group_id, sort)`,
			// What holds now; '' as property is everywhere.
			`create table preference (
				member_id text not null references member (id),
				property_id text not null,
				item_id text not null references preference_item (id),
				value text not null,
				set_at text not null,
				set_by text not null check (set_by in ('member', 'staff')),
				primary key (member_id, property_id, item_id)
			)`,
			`create index preference_said on preference (item_id, member_id)`,
			// What was ever said; without a value it was taken back. The save is the asker's id.
			`create table preference_change (
				id text primary key,
				save_id text not null,
				member_id text not null references member (id),
				property_id text not null,
				item_id text not null references preference_item (id),
				value text,
				set_at text not null,
				set_by text not null check (set_by in ('member', 'staff')),
				staff_id text references staff (id),
				unique (save_id, item_id)
			)`,
			`create index preference_change_member on preference_change (member_id, id)`
		]);
		await appendOnly(trx, 'preference_change');
	}
};
