import { run, type Migration } from '#lib/server/db/migration.ts';

export const praised: Migration = {
	name: '0035_praised',
	up: (trx) =>
		run(trx, [
			// Whom a praise names: a colleague, who is told, or a name of somebody who does not sign in.
			// The id is made by whoever names them, and a colleague is named once in a case.
			`drop table case_praised`,
			`create table case_praised (
				id text primary key,
				case_id text not null references guest_case (id),
				staff_id text references staff (id),
				name text,
				named_by text not null references staff (id),
				named_at text not null,
				unique (case_id, staff_id),
				check ((staff_id is null) <> (name is null))
			)`,
			`create index case_praised_staff on case_praised (staff_id, named_at, id)`,
			// The queue: who waits for an answer comes before who has one.
			`create index guest_case_queue on guest_case
				((case when answered_at is null then 0 else 1 end), due_at, id) where status = 'open'`
		])
};
