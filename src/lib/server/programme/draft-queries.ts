import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { ProgrammeDraftRevisionTable, ProgrammeDraftTable } from '../db/tables.ts';

export type DraftRow = ProgrammeDraftTable;

export async function findOpenDraft(reader: Reader): Promise<DraftRow | undefined> {
	return reader
		.selectFrom('programme_draft')
		.selectAll()
		.where('status', '=', 'open')
		.executeTakeFirst();
}

/** The draft, whatever became of it, held to the end of the transaction. */
export async function lockDraft(trx: Trx, id: string): Promise<DraftRow | undefined> {
	return trx
		.updateTable('programme_draft')
		.set((draft) => ({ revision: draft.ref('revision') }))
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirst();
}

/** False when another draft is open. */
export async function insertDraft(trx: Trx, draft: DraftRow): Promise<boolean> {
	const row = await trx
		.insertInto('programme_draft')
		.values(draft)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (row) await insertRevision(trx, draft);
	return row !== undefined;
}

/** Writes what a draft holds now, as a revision that stays. */
export async function writeRevision(trx: Trx, draft: DraftRow): Promise<void> {
	const { id, revision, document, examples, changed_at, changed_by } = draft;
	await trx
		.updateTable('programme_draft')
		.set({ revision, document, examples, changed_at, changed_by })
		.where('id', '=', id)
		.execute();
	await insertRevision(trx, draft);
}

export async function setDraftDate(trx: Trx, id: string, from: PlainDate): Promise<void> {
	await trx.updateTable('programme_draft').set({ from_on: from }).where('id', '=', id).execute();
}

export async function closeDraft(
	trx: Trx,
	id: string,
	status: 'published' | 'discarded',
	by: string,
	now: Instant
): Promise<void> {
	await trx
		.updateTable('programme_draft')
		.set({ status, changed_at: now, changed_by: by })
		.where('id', '=', id)
		.execute();
}

/** Who made the revisions after one, newest first. */
export async function listRevisionsAfter(
	reader: Reader,
	draftId: string,
	revision: number
): Promise<Pick<ProgrammeDraftRevisionTable, 'revision' | 'changed_at' | 'changed_by'>[]> {
	return reader
		.selectFrom('programme_draft_revision')
		.select(['revision', 'changed_at', 'changed_by'])
		.where('draft_id', '=', draftId)
		.where('revision', '>', revision)
		.orderBy('revision', 'desc')
		.execute();
}

export async function findRevision(
	reader: Reader,
	draftId: string,
	revision: number
): Promise<ProgrammeDraftRevisionTable | undefined> {
	return reader
		.selectFrom('programme_draft_revision')
		.selectAll()
		.where('draft_id', '=', draftId)
		.where('revision', '=', revision)
		.executeTakeFirst();
}

async function insertRevision(trx: Trx, draft: DraftRow): Promise<void> {
	await trx
		.insertInto('programme_draft_revision')
		.values({
			draft_id: draft.id,
			revision: draft.revision,
			document: draft.document,
			examples: draft.examples,
			changed_at: draft.changed_at,
			changed_by: draft.changed_by
		})
		.execute();
}
