import { appendOnly, inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const ledger: Migration = {
	name: '0006_ledger',
	up: async (trx) => {
		await run(trx, [
			`create table account (
				member_id text primary key references member (id),
				balance bigint not null,
				debt bigint not null check (debt >= 0),
				last_sequence bigint not null,
				active_on text
			)`,
			// The expiry of a silent account looks for old activity among those that hold points.
			`create index account_active on account (active_on) where balance > 0`,
			`create table entry (
				id text primary key,
				member_id text not null references member (id),
				sequence bigint not null,
				kind text not null check (kind in
					('earn', 'bonus', 'redeem', 'return', 'expire', 'adjust', 'reversal',
					 'transfer-in', 'transfer-out', 'import', 'goodwill')),
				points bigint not null,
				debt_change bigint not null,
				balance_after bigint not null,
				effective_on text not null,
				recorded_at text not null,
				programme_version bigint not null references programme_version (number),
				stay_id text references stay (id),
				stay_revision bigint,
				reverses text references entry (id),
				reasons text not null,
				unique (member_id, sequence)
			)`,
			`create unique index entry_reverses on entry (reverses) where reverses is not null`,
			`create index entry_stay on entry (stay_id) where stay_id is not null`,
			// valid_to is the last usable day; 9999-12-31 stands for "undated" and sorts last on both.
			`create table lot (
				id text primary key,
				member_id text not null references member (id),
				entry_id text not null references entry (id),
				granted bigint not null check (granted > 0),
				points_left bigint not null check (points_left between 0 and granted),
				earned_on text not null,
				valid_to text not null
			)`,
			`create index lot_open on lot (member_id, valid_to, earned_on, id) where points_left > 0`,
			`create index lot_due on lot (valid_to, member_id)
				where points_left > 0 and valid_to < '9999-12-31'`,
			`create table entry_lot (
				entry_id text not null references entry (id),
				lot_id text not null references lot (id),
				points bigint not null check (points <> 0),
				primary key (entry_id, lot_id)
			) ${inKeyOrder}`,
			`create table credit (
				id text primary key,
				member_id text not null references member (id),
				kind text not null,
				amount bigint not null,
				counts_on text not null,
				starts_on text,
				basis text not null check (basis in ('real', 'rolled', 'gifted', 'award')),
				stay_id text references stay (id),
				programme_version bigint not null references programme_version (number),
				recorded_at text not null
			)`,
			// Home sums from the index alone.
			`create index credit_member on credit (member_id, counts_on, kind, amount)`,
			`create table tier_grant (
				id text primary key,
				member_id text not null references member (id),
				tier text not null,
				from_on text not null,
				valid_to text not null,
				reason text not null,
				revokes text unique references tier_grant (id),
				programme_version bigint not null references programme_version (number),
				recorded_at text not null
			)`,
			`create index tier_grant_member on tier_grant (member_id, from_on, id)`,
			// The id that the asker made, what was asked (hashed) and what was answered.
			`create table command (
				source text not null,
				id text not null,
				member_id text not null references member (id),
				kind text not null,
				body_hash text not null,
				answer text not null,
				recorded_at text not null,
				primary key (source, id)
			) ${inKeyOrder}`
		]);
		for (const table of ['entry', 'entry_lot', 'credit', 'tier_grant', 'command'])
			await appendOnly(trx, table);
	}
};
