import { run, type Migration } from '#lib/server/db/migration.ts';

export const surveyIndexes: Migration = {
	name: '0034_survey_indexes',
	up: (trx) =>
		run(trx, [
			// How many were asked in a time, by house: counted in the index alone.
			`create index survey_response_invited on survey_response (invited_at, property_id)`,
			// Which channels there are, without reading every month.
			`create index survey_sum_channel on survey_sum (kind, channel)
				where kind = 'response'`
		])
};
