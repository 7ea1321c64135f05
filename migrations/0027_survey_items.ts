import { appendOnly, run, type Migration } from '#lib/server/db/migration.ts';

export const surveyItems: Migration = {
	name: '0027_survey_items',
	up: async (trx) => {
		await run(trx, [
			// Scores by item, counted once when a response is sent; millionths of a point on the scale 2–10.
			`create table survey_item_score (
				response_id text not null references survey_response (id),
				item text not null,
				score_micro bigint not null,
				primary key (response_id, item)
			)`,
			// The tier that its guest held when it was sent.
			`alter table survey_response add column tier text`
		]);
		await appendOnly(trx, 'survey_item_score');
	}
};
