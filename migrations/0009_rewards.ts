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
				status text not null check (status in ('draft', 'offered', 'paused', 'archived')),
				points bigint not null check (points > 0),
				name_key text not null,
				image text,
				low_stock bigint,
				offered_from text,
				offered_to text,
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
			// finds it. A scope is 'total', 'property:<id>' or 'day:<property id>:<date>'; the rows of days are
			// made when the first is asked for.
			`create table reward_stock (
				reward_id text not null references reward (id),
				scope text not null,
				given bigint check (given >= 0),
				items_left bigint check (items_left between 0 and given),
				primary key (reward_id, scope),
				check ((given is null) = (items_left is null))
			)`,
			// A count that was mended by hand, and why; the id is the asker's. No change: it is no longer counted.
			`create table stock_correction (
				id text primary key,
				reward_id text not null,
				scope text not null,
				change bigint,
				given_before bigint,
				given_after bigint,
				why text not null,
				recorded_at text not null,
				recorded_by text not null,
				foreign key (reward_id, scope) references reward_stock (reward_id, scope)
			)`,
			`create index stock_correction_reward on stock_correction (reward_id, recorded_at, id)`,
			// What a member bought with points; the id is the asker's. Usable through valid_to. Property and day
			// are those it was booked for, where the reward asks; cash is what is paid at the hotel beside the
			// points. Reserved until the hotel confirms, at the latest at the instant confirm_to.
			`create table redemption (
				id text primary key,
				member_id text not null references member (id),
				reward_id text not null,
				reward_revision bigint not null,
				status text not null check (status in
					('reserved', 'issued', 'used', 'cancelled', 'expired', 'returned')),
				points bigint not null check (points > 0),
				property_id text references property (id),
				use_on text,
				nights bigint,
				cash_minor bigint,
				cash_currency text,
				confirm_to text,
				confirmed_at text,
				confirmed_by text,
				entry_id text not null unique references entry (id),
				return_entry_id text unique references entry (id),
				redeemed_at text not null,
				redeemed_on text not null,
				valid_from text not null,
				valid_to text not null,
				changed_at text not null,
				foreign key (reward_id, reward_revision) references reward_revision (reward_id, revision),
				check ((cash_minor is null) = (cash_currency is null)),
				check (status <> 'reserved' or confirm_to is not null)
			)`,
			`create index redemption_member on redemption (member_id, redeemed_at, id)`,
			`create index redemption_reward on redemption (reward_id, member_id, status)`,
			`create index redemption_due on redemption (valid_to, id) where status = 'issued'`,
			`create index redemption_waiting on redemption (confirm_to, id) where status = 'reserved'`,
			// The stocks that count from which it took an item.
			`create table redemption_stock (
				redemption_id text not null references redemption (id),
				reward_id text not null,
				scope text not null,
				primary key (redemption_id, scope),
				foreign key (reward_id, scope) references reward_stock (reward_id, scope)
			)`,
			`create index redemption_stock_scope on redemption_stock (reward_id, scope)`,
			// What the desk takes. The code is the whole secret; the QR shows the same. left_minor is what is left
			// of a credit that is taken in parts.
			`create table voucher (
				redemption_id text primary key references redemption (id),
				code text not null unique,
				amount_minor bigint,
				left_minor bigint check (left_minor between 0 and amount_minor),
				currency text
			)`,
			// The id is the asker's, so that a repeated tap is one take. Without an amount it is whole; a wrong
			// take is undone, never deleted.
			`create table voucher_take (
				id text primary key,
				redemption_id text not null references redemption (id),
				property_id text not null references property (id),
				staff_id text not null references staff (id),
				amount_minor bigint check (amount_minor > 0),
				taken_at text not null,
				undone_at text,
				undone_by text references staff (id)
			)`,
			`create unique index voucher_take_whole on voucher_take (redemption_id)
				where amount_minor is null and undone_at is null`,
			`create index voucher_take_redemption on voucher_take (redemption_id, taken_at)`,
			// Codes that a partner made for us; each goes to one redemption.
			`create table partner_code (
				reward_id text not null references reward (id),
				code text not null,
				redemption_id text unique references redemption (id),
				recorded_at text not null,
				recorded_by text not null,
				primary key (reward_id, code)
			)`,
			`create index partner_code_free on partner_code (reward_id, code) where redemption_id is null`
		]);
		await appendOnly(trx, 'reward_revision');
		await appendOnly(trx, 'stock_correction');
	}
};
