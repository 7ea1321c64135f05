import { appendOnly, inKeyOrder, run, type Migration } from '#lib/server/db/migration.ts';

export const operation: Migration = {
	name: '0008_operation',
	up: async (trx) => {
		await run(trx, [
			// What must leave the house after the commit. `secret` (a link's token) is wiped when sent.
			`create table outbox (
				id text primary key,
				channel text not null check (channel in ('mail', 'event')),
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
			`create index outbox_due on outbox (channel, due_at, id) where done_at is null`,
			`create table audit (
				id text primary key,
				recorded_at text not null,
				actor_kind text not null check (actor_kind in ('member', 'staff', 'system')),
				actor_id text not null,
				act text not null,
				subject_kind text not null,
				subject_id text not null,
				facts text not null,
				why text
			) ${inKeyOrder}`,
			// One row a job and day; `cursor` is how far a run came, so that the next one goes on there.
			`create table job_run (
				name text not null,
				for_date text not null,
				started_at text not null,
				leased_until text,
				cursor text,
				finished_at text,
				result text,
				primary key (name, for_date)
			)`,
			`create table import_mapping (
				name text primary key,
				document text not null,
				updated_at text not null
			)`,
			`create table import_run (
				id text primary key,
				file_hash text not null,
				mapping_hash text not null,
				stage text not null check (stage in ('staging', 'posting', 'done')),
				staged_line bigint not null,
				started_at text not null,
				finished_at text,
				result text
			)`,
			// One open run a file and mapping: whoever comes second goes on with it.
			`create unique index import_run_open on import_run (file_hash, mapping_hash)
				where finished_at is null`,
			// Rows wait here, checked, until their run is done; those refused with the reason why.
			`create table import_row (
				import_id text not null references import_run (id),
				line bigint not null,
				member_id text,
				document text,
				state text not null check (state in ('staged', 'rejected')),
				reason text,
				primary key (import_id, line)
			)`
		]);
		await appendOnly(trx, 'audit');
	}
};
