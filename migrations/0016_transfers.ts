import { run, type Migration } from '#lib/server/db/migration.ts';

export const transfers: Migration = {
	name: '0016_transfers',
	up: async (trx) => {
		await run(trx, [
			// Points that one member offers to another. Nothing is reserved until the day they move.
			`create table transfer (
				id text primary key,
				giver_id text not null references member (id),
				receiver_id text not null references member (id),
				points bigint not null check (points > 0),
				status text not null check (status in
					('offered', 'agreed', 'done', 'declined', 'cancelled', 'failed')),
				offered_at text not null,
				due_on text,
				ended_on text,
				why text,
				out_entry_id text unique references entry (id),
				in_entry_id text unique references entry (id),
				check (giver_id <> receiver_id)
			)`,
			`create index transfer_giver on transfer (giver_id, status, ended_on)`,
			`create index transfer_receiver on transfer (receiver_id, status, ended_on)`,
			`create index transfer_due on transfer (due_on, id) where status = 'agreed'`,
			`create table household (
				id text primary key,
				founded_at text not null
			)`,
			// Who was asked and has not answered has not agreed; who left stays in the list.
			`create table household_member (
				household_id text not null references household (id),
				member_id text not null references member (id),
				asked_at text not null,
				agreed_on text,
				left_at text,
				primary key (household_id, member_id)
			)`,
			`create unique index household_member_one on household_member (member_id)
				where left_at is null and agreed_on is not null`,
			`create index household_member_of on household_member (member_id)`,
			`create table pool_draw (
				id text primary key,
				household_id text not null references household (id),
				member_id text not null references member (id),
				points bigint not null check (points > 0),
				drawn_on text not null,
				recorded_at text not null
			)`,
			`create index pool_draw_member on pool_draw (member_id, drawn_on)`
		]);
	}
};
