import { inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const notices: Migration = {
	name: '0026_notices',
	up: async (trx) => {
		await run(trx, [
			// Where a phone is reached; it goes with the session of that phone, however that ends.
			`create table push_subscription (
				id text primary key,
				member_id text not null references member (id),
				session_id text not null references session (id) on delete cascade,
				endpoint text not null,
				endpoint_hash text not null unique,
				p256dh text not null,
				auth text not null,
				device text not null,
				created_at text not null,
				last_ok_at text,
				failures bigint not null
			)`,
			`create index push_subscription_member on push_subscription (member_id, id)`,
			`create index push_subscription_session on push_subscription (session_id)`,
			// What a member said about a topic and a way to be told; without a row the topic's own default.
			`create table notice_choice (
				member_id text not null references member (id),
				topic text not null,
				channel text not null check (channel in ('push', 'mail')),
				is_on bigint not null,
				changed_at text not null,
				primary key (member_id, topic, channel)
			)`,
			// By which push services know the house; one row, the same for all of its processes.
			`create table push_key (
				id text primary key,
				public_key text not null,
				key_id text not null,
				sealed text not null,
				created_at text not null
			)`,
			// The outbox as it was, with one more way out; a check cannot be changed in its place.
			`drop index outbox_due`,
			`alter table outbox rename to outbox_before`,
			`create table outbox (
				id text primary key,
				channel text not null check (channel in ('mail', 'event', 'push')),
				topic text not null,
				to_kind text not null check (to_kind in ('member', 'staff')),
				to_id text not null,
				facts text not null,
				secret text,
				created_at text not null,
				due_at text not null,
				attempts bigint not null,
				leased_until text,
				done_at text,
				error text
			) ${inKeyOrder}`,
			`insert into outbox select * from outbox_before`,
			`drop table outbox_before`,
			`create index outbox_due on outbox (channel, due_at, id) where done_at is null`
		]);
	}
};
