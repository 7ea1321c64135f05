import { z } from 'zod';
import type { SurveyDraft } from '#lib/domain/surveys/draft.ts';
import { judgement_max } from '#lib/domain/surveys/pairwise.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { draftSchema } from '#lib/domain/surveys/schema.ts';
import type { Trx } from '../db/database.ts';
import type { SurveyDraftTable } from '../db/tables.ts';
import { listStaffNames } from '../staff/name-queries.ts';
import { lockDraft } from './draft-queries.ts';

/** Which draft somebody was shown, and in which state. */
export interface ShownSurveyDraft {
	readonly surveyId: string;
	readonly draftId: string;
	readonly revision: number;
}

const judgement = z.int().min(-judgement_max).max(judgement_max);
export const judgementsSchema = z.record(z.string(), z.record(z.string(), judgement));
const contentSchema = z.strictObject({ survey: draftSchema, judgements: judgementsSchema });

/**
 * The draft as it was shown, held to the end of the transaction. Refused: `draft-over` when it was
 * published or thrown away, `changed-meanwhile` when somebody changed it since.
 */
export async function lockShownDraft(
	trx: Trx,
	{ surveyId, draftId, revision }: ShownSurveyDraft
): Promise<SurveyDraftTable> {
	const draft = await lockDraft(trx, surveyId);
	if (draft?.id !== draftId) throw new Refusal('draft-over');
	if (draft.revision !== revision) {
		const { changed_by: id, changed_at: at } = draft;
		const names = await listStaffNames(trx, [id]);
		throw new Refusal('changed-meanwhile', { by: names.get(id) ?? id, at });
	}
	return draft;
}

export function contentOf(row: Pick<SurveyDraftTable, 'document' | 'judgements'>): SurveyDraft {
	return contentSchema.parse({
		survey: JSON.parse(row.document) as unknown,
		judgements: JSON.parse(row.judgements) as unknown
	});
}

export function columnsOf({ survey, judgements }: SurveyDraft) {
	return { document: JSON.stringify(survey), judgements: JSON.stringify(judgements) };
}

export function previousOf(text: string): SurveyDraft {
	return contentSchema.parse(JSON.parse(text));
}
