import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const cases: Migration = {
	name: '0028_cases',
	up: async (trx) => {
		await run(trx, [
			// What a guest said that somebody has to answer, or should hear.
			`create table guest_case (
				id text primary key,
				response_id text unique references survey_response (id),
				member_id text not null references member (id),
				property_id text not null references property (id),
				kind text not null check (kind in ('complaint', 'suggestion', 'praise')),
				status text not null check (status in ('open', 'resolved')),
				owner_id text references staff (id),
				opened_at text not null,
				due_at text not null,
				answered_at text,
				resolved_at text,
				resolution text,
				changed text,
				revision bigint not null
			)`,
			// The queue: open ones by when they are due; those of a member for their own page.
			`create index guest_case_open on guest_case (due_at, id) where status = 'open'`,
			`create index guest_case_member on guest_case (member_id, opened_at, id)`,
			// The thread. The id is made by whoever writes, so that nothing is said twice.
			`create table case_message (
				id text primary key,
				case_id text not null references guest_case (id),
				said_by text not null check (said_by in ('guest', 'staff')),
				author_id text not null,
				body text not null,
				said_at text not null
			)`,
			`create index case_message_case on case_message (case_id, said_at, id)`,
			// Who is praised.
			`create table case_praised (
				case_id text not null references guest_case (id),
				staff_id text not null references staff (id),
				named_by text not null,
				named_at text not null,
				primary key (case_id, staff_id)
			)`,
			// Points for a guest who was let down; above the giver's limit somebody else has to agree.
			`create table case_goodwill (
				id text primary key,
				case_id text not null references guest_case (id),
				points bigint not null check (points > 0),
				why text not null,
				status text not null check (status in ('asked', 'given', 'refused')),
				asked_by text not null references staff (id),
				asked_at text not null,
				decided_by text references staff (id),
				decided_at text,
				-- For whoever asked.
				refused_because text
			)`,
			`create index case_goodwill_case on case_goodwill (case_id, asked_at, id)`,
			`create index case_goodwill_asked on case_goodwill (asked_at, id) where status = 'asked'`,
			// When somebody is there to answer, by day of the week; none is always.
			`alter table property add column hours text`
		]);
		await appendOnly(trx, 'case_message');
	}
};
