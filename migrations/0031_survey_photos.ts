import { run, type Migration } from '#lib/server/db/migration.ts';

export const surveyPhotos: Migration = {
	name: '0031_survey_photos',
	up: (trx) =>
		run(trx, [
			// The photo that answers a question, redrawn; without keys it is kept as it is and key_id is null.
			`create table survey_photo (
				response_id text not null references survey_response (id),
				item text not null,
				key_id text,
				body text not null,
				primary key (response_id, item)
			)`,
			`create index survey_photo_key on survey_photo (key_id)`
		])
};
