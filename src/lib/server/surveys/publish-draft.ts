import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { draftProblems } from '#lib/domain/surveys/draft-problems.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { contentOf, lockShownDraft, type ShownSurveyDraft } from './draft.ts';
import { deleteDraft } from './draft-queries.ts';
import { addVersion } from './queries.ts';
import { takeNewestVersion } from './versions.ts';

/**
 * The draft becomes the version that invitations send from now on; what is open keeps its own. Returns
 * its number. Refused: `draft-over`, `changed-meanwhile`, `survey-has-problems`.
 */
export async function publishSurveyDraft(
	db: Db,
	shown: ShownSurveyDraft,
	actor: Actor,
	now: Instant
): Promise<number> {
	return transact(db, async (trx) => {
		const draft = await lockShownDraft(trx, shown);
		const problems = draftProblems(contentOf(draft).survey).length;
		if (problems > 0) throw new Refusal('survey-has-problems', { count: problems });
		const { version: newest } = await takeNewestVersion(trx, now);
		const version = newest + 1;
		await addVersion(trx, {
			survey_id: shown.surveyId,
			version,
			document: draft.document,
			judgements: draft.judgements,
			published_at: now,
			published_by: `${actor.kind} ${actor.id}`
		});
		await deleteDraft(trx, draft.id);
		const subject = { kind: 'survey-draft', id: draft.id };
		await recordAct(trx, { actor, act: 'survey-published', subject, facts: { version } }, now);
		return version;
	});
}

/** Throws a draft away as it was shown. Refused: `draft-over`, `changed-meanwhile`. */
export async function discardSurveyDraft(
	db: Db,
	shown: ShownSurveyDraft,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const { id, revision } = await lockShownDraft(trx, shown);
		await deleteDraft(trx, id);
		const subject = { kind: 'survey-draft', id };
		await recordAct(
			trx,
			{ actor, act: 'survey-draft-discarded', subject, facts: { revision } },
			now
		);
	});
}
