import type { Instant } from '#lib/domain/calendar.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { findDraft, insertDraft } from './draft-queries.ts';
import { findNewestVersion } from './queries.ts';

/**
 * The draft of the house's survey that is there, else a new one that begins as the version that is sent
 * now. There is one at most: of two who start at once both get the same.
 */
export async function startSurveyDraft(db: Db, actor: Actor, now: Instant): Promise<void> {
	const surveyId = shippedSurvey.id;
	await transact(db, async (trx) => {
		if (await findDraft(trx, surveyId)) return;
		const newest = await findNewestVersion(trx, surveyId);
		const id = newId();
		const isFirst = await insertDraft(trx, {
			survey_id: surveyId,
			id,
			document: newest?.document ?? JSON.stringify(shippedSurvey),
			judgements: newest?.judgements ?? '{}',
			previous: null,
			revision: 1,
			changed_at: now,
			changed_by: actor.id
		});
		if (!isFirst) return;
		const subject = { kind: 'survey-draft', id };
		const facts = { basedOn: newest?.version ?? null };
		await recordAct(trx, { actor, act: 'survey-draft-started', subject, facts }, now);
	});
}
