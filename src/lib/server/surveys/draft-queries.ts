import type { Reader, Trx } from '../db/database.ts';
import type { SurveyDraftTable } from '../db/tables.ts';

export function findDraft(reader: Reader, surveyId: string): Promise<SurveyDraftTable | undefined> {
	return reader
		.selectFrom('survey_draft')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.executeTakeFirst();
}

/** The draft, held to the end of the transaction. */
export function lockDraft(trx: Trx, surveyId: string): Promise<SurveyDraftTable | undefined> {
	return trx
		.updateTable('survey_draft')
		.set((draft) => ({ revision: draft.ref('revision') }))
		.where('survey_id', '=', surveyId)
		.returningAll()
		.executeTakeFirst();
}

/** False where there is one already. */
export async function insertDraft(trx: Trx, row: SurveyDraftTable): Promise<boolean> {
	const added = await trx
		.insertInto('survey_draft')
		.values(row)
		.onConflict((conflict) => conflict.column('survey_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return added !== undefined;
}

export async function writeDraft(
	trx: Trx,
	id: string,
	change: Omit<SurveyDraftTable, 'id' | 'survey_id'>
): Promise<void> {
	await trx.updateTable('survey_draft').set(change).where('id', '=', id).execute();
}

export async function deleteDraft(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom('survey_draft').where('id', '=', id).execute();
}
