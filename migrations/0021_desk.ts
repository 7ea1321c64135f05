import { appendOnly, inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const desk: Migration = {
	name: '0021_desk',
	up: async (trx) => {
		await run(trx, [
			// The key by which one device computes its member's rotating code. However a session ends, by
			// hand, by a new password, by a merge or by time, its key goes in the same statement.
			`create table card_key (
				id text primary key,
				member_id text not null references member (id),
				session_id text not null unique references session (id) on delete cascade,
				secret text not null,
				recorded_at text not null
			)`,
			`create index card_key_member on card_key (member_id, id)`,
			// A code is good once: the step is its half minute.
			`create table card_code_use (
				key_id text not null,
				step bigint not null,
				staff_id text not null references staff (id),
				property_id text not null references property (id),
				used_at text not null,
				primary key (key_id, step)
			) ${inKeyOrder}`,
			// Until when the desk of a house may see a member who showed a valid code there.
			`create table desk_pass (
				member_id text not null references member (id),
				property_id text not null references property (id),
				valid_to text not null,
				primary key (member_id, property_id)
			) ${inKeyOrder}`,
			// What the desk asks a guest to pay with points, a bill or a reward with what was chosen for it;
			// done only with the code on the guest's phone.
			`create table desk_request (
				id text primary key,
				staff_id text not null references staff (id),
				property_id text not null references property (id),
				member_id text not null references member (id),
				reward_id text not null references reward (id),
				points bigint not null check (points > 0),
				bill_minor bigint,
				amount_minor bigint,
				currency text,
				choice text,
				cash_minor bigint,
				cash_currency text,
				code text not null,
				tries bigint not null,
				status text not null check (status in ('open', 'done', 'declined', 'over')),
				redemption_id text references redemption (id),
				asked_at text not null,
				valid_to text not null
			)`,
			`create index desk_request_member on desk_request (member_id, asked_at, id)`,
			// Clerks change on a shared device by PIN; a wrong one counts.
			`create table staff_pin (
				staff_id text primary key references staff (id),
				pin_hash text not null,
				changed_at text not null
			)`,
			// A staff session at a desk locks itself; rows of sessions that are over are swept.
			`create table desk_lock (
				session_id text primary key,
				seen_at text not null,
				locked_at text
			)`,
			// A guest without a phone is found by name and room.
			`alter table stay_revision add column room_number text`,
			// Who is in a house and who comes: of all stays the few that are not over.
			`create index stay_open on stay (property_id, arrival, id)
				where status in ('booked', 'in_house')`
		]);
		await appendOnly(trx, 'card_code_use');
	}
};
