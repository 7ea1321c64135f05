import { run, type Migration } from '#lib/server/db/migration.ts';

export const surveyTier: Migration = {
	name: '0027_survey_tier',
	up: async (trx) => {
		await run(trx, [
			// The tier that its guest held when it was sent.
			`alter table survey_response add column tier text`
		]);
	}
};
