import { run, type Migration } from '#lib/server/db/migration.ts';

export const identity: Migration = {
	name: '0007_identity',
	up: (trx) =>
		run(trx, [
			// `id` is the SHA-256 of the token in the cookie.
			`create table session (
				id text primary key,
				kind text not null check (kind in ('member', 'staff')),
				subject_id text not null,
				created_at text not null,
				expires_at text not null,
				absolute_expires_at text not null,
				stepped_up_at text not null,
				device text not null
			)`,
			`create index session_subject on session (kind, subject_id)`,
			// Mailed links: only the hash is kept; a link is for one purpose and one use.
			`create table link (
				hash text primary key,
				purpose text not null,
				kind text not null check (kind in ('member', 'staff')),
				subject_id text not null,
				created_at text not null,
				expires_at text not null,
				used_at text
			)`,
			`create index link_subject on link (kind, subject_id, purpose)`,
			`create table rate_count (
				key text not null,
				window_start text not null,
				count bigint not null,
				primary key (key, window_start)
			)`
		])
};
