import type { Instant } from '#lib/domain/calendar.ts';
import { surveySchema } from '#lib/domain/surveys/schema.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import { wishQuestionId, type AskedSurvey, type Survey } from '#lib/domain/surveys/survey.ts';
import type { Reader, Trx } from '../db/database.ts';
import { readAskedWishes } from '../preferences/read-asked-wishes.ts';
import {
	addVersion,
	findNewestVersion,
	findVersion,
	type ResponseRow,
	type VersionKey
} from './queries.ts';

/**
 * The version that is sent from now on. The index that Stayward comes with is published when the first
 * invitation needs it: nothing refers to a version before that, so nobody has to install it.
 */
export async function takeNewestVersion(trx: Trx, now: Instant): Promise<VersionKey> {
	const surveyId = shippedSurvey.id;
	const newest = await findNewestVersion(trx, surveyId);
	if (newest) return { surveyId, version: newest.version };
	await addVersion(trx, {
		survey_id: surveyId,
		version: 1,
		document: JSON.stringify(shippedSurvey),
		published_at: now,
		published_by: 'system stayward',
		judgements: null
	});
	return { surveyId, version: 1 };
}

export async function readVersion(reader: Reader, key: VersionKey): Promise<Survey> {
	const row = await findVersion(reader, key);
	if (!row) throw new Error(`survey ${key.surveyId} has no version ${key.version}`);
	return surveyOf(row.document);
}

/** A published version's document, read. */
export function surveyOf(document: string): Survey {
	return surveySchema.parse(JSON.parse(document));
}

/** The version of a response, and what is asked besides because of the stay. */
export async function readAsked(reader: Reader, response: ResponseRow): Promise<AskedSurvey> {
	const { survey_id: surveyId, version, departure } = response;
	const survey = await readVersion(reader, { surveyId, version });
	const wishes = await readAskedWishes(reader, {
		memberId: response.member_id,
		stayId: response.stay_id,
		propertyId: response.property_id,
		departure
	});
	return {
		...survey,
		wishes: wishes.map(({ itemId, label, wish }) => ({
			id: wishQuestionId(itemId),
			kind: 'wish' as const,
			label,
			wish
		}))
	};
}

/** As it is sent now, or will be. */
export async function readNewestSurvey(reader: Reader): Promise<Survey> {
	const row = await findNewestVersion(reader, shippedSurvey.id);
	return row ? surveyOf(row.document) : shippedSurvey;
}
