import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { edit, idsOf, type SurveyEdit } from '#lib/domain/surveys/draft.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db, Reader, Trx } from '../db/database.ts';
import type { SurveyDraftTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import {
	columnsOf,
	contentOf,
	lockShownDraft,
	previousOf,
	type ShownSurveyDraft
} from './draft.ts';
import { writeDraft } from './draft-queries.ts';
import { listVersionDocuments } from './queries.ts';
import { surveyOf } from './versions.ts';

/**
 * Does one thing to a draft; returns the id of what that added. What it held before can be taken back
 * once. Refused: `draft-over`, `changed-meanwhile`, and `invalid` for what is not there or cannot stand
 * there.
 */
export async function changeSurveyDraft(
	db: Db,
	shown: ShownSurveyDraft,
	change: SurveyEdit,
	actor: Actor,
	now: Instant
): Promise<string | undefined> {
	return transact(db, async (trx) => {
		const draft = await lockShownDraft(trx, shown);
		const before = contentOf(draft);
		const made = edit(before, change, await idsEverGiven(trx, shown.surveyId));
		if (!made) throw new Refusal('invalid');
		const after = columnsOf(made.draft);
		if (after.document === draft.document && after.judgements === draft.judgements)
			return undefined;
		await write(trx, draft, { ...after, previous: JSON.stringify(before) }, actor, now);
		return made.added;
	});
}

/** Takes back what was done last. Refused: `draft-over`, `changed-meanwhile`. */
export async function undoInSurveyDraft(
	db: Db,
	shown: ShownSurveyDraft,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const draft = await lockShownDraft(trx, shown);
		if (draft.previous === null) return;
		const before = columnsOf(previousOf(draft.previous));
		await write(trx, draft, { ...before, previous: null }, actor, now);
	});
}

async function write(
	trx: Trx,
	{ id, revision }: SurveyDraftTable,
	content: Pick<SurveyDraftTable, 'document' | 'judgements' | 'previous'>,
	actor: Actor,
	now: Instant
): Promise<void> {
	const next = { revision: revision + 1, changed_at: now, changed_by: actor.id };
	await writeDraft(trx, id, { ...content, ...next });
}

/** Answers count by the id of their question, so those of older versions stay theirs. */
async function idsEverGiven(reader: Reader, surveyId: string): Promise<ReadonlySet<string>> {
	const documents = await listVersionDocuments(reader, surveyId);
	return new Set(documents.flatMap((document) => idsOf(surveyOf(document))));
}
