import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const merges: Migration = {
	name: '0017_merges',
	up: async (trx) => {
		await run(trx, [
			// The profile that a merged one's number and address lead to.
			`alter table member add column merged_into text references member (id)`,
			// The same beside the balance: who waited for the account must see it, and sees only this row anew.
			`alter table account add column merged_into text references member (id)`,
			`create index member_merged on member (merged_into) where merged_into is not null`,
			`create table merge (
				id text primary key,
				from_id text not null references member (id),
				into_id text not null references member (id),
				merged_at text not null,
				undone_at text,
				out_entry_id text not null unique references entry (id),
				in_entry_id text not null unique references entry (id),
				check (from_id <> into_id)
			)`,
			`create unique index merge_standing on merge (from_id) where undone_at is null`,
			`create index merge_into on merge (into_id) where undone_at is null`,
			// What else changed its owner, or ended, to be given back when the merge is undone.
			`create table merged_row (
				merge_id text not null references merge (id),
				kind text not null check (kind in
					('stay', 'redemption', 'response', 'case', 'pending', 'preference', 'transfer', 'household')),
				row_id text not null,
				mark text,
				primary key (merge_id, kind, row_id)
			)`,
			// A lot that a merge opened, and the one whose points it holds.
			`create table merged_lot (
				lot_id text primary key references lot (id),
				from_lot_id text not null references lot (id),
				merge_id text not null references merge (id)
			)`,
			`create index merged_lot_from on merged_lot (from_lot_id)`
		]);
		await appendOnly(trx, 'merged_row');
		await appendOnly(trx, 'merged_lot');
	}
};
