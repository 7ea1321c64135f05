import { run, type Migration } from '#lib/server/db/migration.ts';

export const drafts: Migration = {
	name: '0012_drafts',
	up: (trx) =>
		run(trx, [
			// The examples that were green when a version was published; the next draft begins with them.
			`alter table programme_version add column examples text`,
			// At most one is open; a revision tells two people who edit it apart.
			`create table programme_draft (
				id text primary key,
				-- Nothing: the first version is begun from a template.
				based_on bigint references programme_version (number),
				revision bigint not null,
				status text not null check (status in ('open', 'published', 'discarded')),
				from_on text,
				document text not null,
				examples text not null,
				created_at text not null,
				created_by text not null,
				changed_at text not null,
				changed_by text not null
			)`,
			// What it held at each revision, so that somebody who was shown an older one learns what changed.
			`create table programme_draft_revision (
				draft_id text not null references programme_draft (id),
				revision bigint not null,
				document text not null,
				examples text not null,
				changed_at text not null,
				changed_by text not null,
				primary key (draft_id, revision)
			)`,
			`create unique index programme_draft_open on programme_draft (status) where status = 'open'`,
			// Lists of the admin sort by these.
			`create index audit_subject on audit (subject_kind, subject_id, id)`,
			`create index consent_newest on consent (member_id, purpose, id)`
		])
};
