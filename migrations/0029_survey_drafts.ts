import { run, type Migration } from '#lib/server/db/migration.ts';

export const surveyDrafts: Migration = {
	name: '0029_survey_drafts',
	up: (trx) =>
		run(trx, [
			// At most one of each survey. It goes when it is published or thrown away.
			`create table survey_draft (
				survey_id text primary key,
				id text not null,
				document text not null,
				judgements text not null,
				-- What it held before it was changed last; nothing where that was taken back.
				previous text,
				revision bigint not null,
				changed_at text not null,
				changed_by text not null
			)`,
			// How its weights were compared, for the next draft to go on from.
			`alter table survey_version add column judgements text`
		])
};
