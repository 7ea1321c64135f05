import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type { PartnerActivityTable, PartnerActivityWordTable } from '../db/tables.ts';

/** False when somebody else has the partner's id. */
export async function claimActivity(trx: Trx, row: PartnerActivityTable): Promise<boolean> {
	const added = await trx
		.insertInto('partner_activity')
		.values(row)
		.onConflict((conflict) => conflict.columns(['source', 'source_id']).doNothing())
		.returning('id')
		.executeTakeFirst();
	return added !== undefined;
}

export function findActivity(
	reader: Reader,
	source: string,
	sourceId: string
): Promise<PartnerActivityTable | undefined> {
	return reader
		.selectFrom('partner_activity')
		.selectAll()
		.where('source', '=', source)
		.where('source_id', '=', sourceId)
		.executeTakeFirst();
}

export function addWord(trx: Trx, row: PartnerActivityWordTable): Promise<void> {
	return insertRows(trx, 'partner_activity_word', [row]);
}

/** All that was said of an activity, the first word first. */
export function listWords(reader: Reader, activityId: string): Promise<PartnerActivityWordTable[]> {
	return reader
		.selectFrom('partner_activity_word')
		.selectAll()
		.where('activity_id', '=', activityId)
		.orderBy('word')
		.execute();
}

/** The newest words about activities of one member that were posted to another. */
export function listWordsPostedTo(
	reader: Reader,
	ownerId: string,
	memberId: string
): Promise<PartnerActivityWordTable[]> {
	return reader
		.selectFrom('partner_activity_word as said')
		.innerJoin('partner_activity as activity', 'activity.id', 'said.activity_id')
		.selectAll('said')
		.where('activity.member_id', '=', ownerId)
		.where('said.member_id', '=', memberId)
		.where('said.word', '=', ({ selectFrom }) =>
			selectFrom('partner_activity_word as newest')
				.select(({ fn }) => fn.max('newest.word').as('word'))
				.whereRef('newest.activity_id', '=', 'said.activity_id')
		)
		.orderBy('said.happened_on')
		.orderBy('said.activity_id')
		.execute();
}
