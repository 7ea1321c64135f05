import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const rewards: Migration = {
	name: '0009_rewards',
	up: async (trx) => {
		await run(trx, [
			// The newest revision, with what lists sort and filter by; every revision's text is kept.
			`create table reward (
				id text primary key,
				revision bigint not null,
				kind text not null,
				status text not null check (status in ('draft', 'offered', 'archived')),
				points bigint not null check (points > 0),
				name_key text not null,
				image text,
				document text not null,
				changed_at text not null,
				changed_by text not null
			)`,
			`create index reward_offered on reward (points, id) where status = 'offered'`,
			`create table reward_revision (
				reward_id text not null references reward (id),
				revision bigint not null,
				status text not null,
				image text,
				stock bigint,
				document text not null,
				recorded_at text not null,
				recorded_by text not null,
				primary key (reward_id, revision)
			)`,
			// Without a row or a number: as many as are asked for. A row stays, so that what goes back always
			// finds it. Scopes beside 'total' (a property, a day) come with their rules.
			`create table reward_stock (
				reward_id text not null references reward (id),
				scope text not null,
				given bigint check (given >= 0),
				items_left bigint check (items_left between 0 and given),
				primary key (reward_id, scope),
				check ((given is null) = (items_left is null))
			)`,
			// What a member bought with points; the id is the asker's. Usable through valid_to; from_stock is 1
			// where it took an item of a stock that counts.
			`create table redemption (
				id text primary key,
				member_id text not null references member (id),
				reward_id text not null,
				reward_revision bigint not null,
				status text not null check (status in
					('reserved', 'issued', 'used', 'cancelled', 'expired', 'returned')),
				points bigint not null check (points > 0),
				from_stock bigint not null check (from_stock in (0, 1)),
				entry_id text not null unique references entry (id),
				return_entry_id text unique references entry (id),
				redeemed_at text not null,
				redeemed_on text not null,
				valid_from text not null,
				valid_to text not null,
				changed_at text not null,
				foreign key (reward_id, reward_revision) references reward_revision (reward_id, revision)
			)`,
			`create index redemption_member on redemption (member_id, redeemed_at, id)`,
			`create index redemption_reward on redemption (reward_id, member_id)`,
			`create index redemption_due on redemption (valid_to, id) where status = 'issued'`,
			// What the desk takes. The code is the whole secret; the QR shows the same.
			`create table voucher (
				redemption_id text primary key references redemption (id),
				code text not null unique,
				amount_minor bigint,
				currency text
			)`,
			// The id is the asker's, so that a repeated tap is one take.
			`create table voucher_take (
				id text primary key,
				redemption_id text not null unique references redemption (id),
				property_id text not null references property (id),
				staff_id text not null references staff (id),
				taken_at text not null
			)`
		]);
		await appendOnly(trx, 'reward_revision');
	}
};
