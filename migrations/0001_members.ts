import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const members: Migration = {
	name: '0001_members',
	up: async (trx) => {
		await run(trx, [
			`create table member (
				id text primary key,
				number text not null unique,
				status text not null check (status in ('active', 'suspended', 'merged', 'erased')),
				joined_on text not null,
				joined_at text not null
			)`,
			// The only table that knows who a member is: erasure empties it and nothing else.
			`create table member_identity (
				member_id text primary key references member (id),
				given_name text not null,
				family_name text not null,
				family_name_key text not null,
				email text not null,
				email_key text not null,
				email_verified_at text,
				pending_email text,
				locale text not null
			)`,
			`create unique index member_identity_verified_email on member_identity (email_key)
				where email_verified_at is not null`,
			`create index member_identity_email on member_identity (email_key)`,
			`create table member_credential (
				member_id text primary key references member (id),
				password_hash text not null,
				set_at text not null
			)`,
			`create table consent (
				id text primary key,
				member_id text not null references member (id),
				purpose text not null check (purpose in
					('membership', 'marketing', 'profiling', 'partners', 'transfer-abroad', 'health')),
				given bigint not null check (given in (0, 1)),
				text_version text not null,
				locale text not null,
				channel text not null,
				recorded_at text not null
			)`,
			`create index consent_member on consent (member_id, purpose, recorded_at)`,
			`create table erasure (
				member_id text primary key references member (id),
				erased_at text not null
			)`
		]);
		await appendOnly(trx, 'consent');
		await appendOnly(trx, 'erasure');
	}
};
