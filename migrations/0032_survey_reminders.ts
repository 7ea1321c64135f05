import { run, type Migration } from '#lib/server/db/migration.ts';

export const surveyReminders: Migration = {
	name: '0032_survey_reminders',
	up: (trx) =>
		run(trx, [
			// Set by whoever reminds, before the mail: of two processes one does.
			`alter table survey_response add column reminded_at text`,
			// A link of its own: that of the invitation is known to its reader alone.
			`alter table survey_response add column reminder_hash text`,
			`create unique index survey_response_reminder on survey_response (reminder_hash)`,
			// Who has not begun and was not reminded.
			`create index survey_response_unreminded on survey_response (invited_at, id)
				where status = 'invited' and reminded_at is null`
		])
};
