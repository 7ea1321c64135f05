import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { CasePraisedTable } from '../db/tables.ts';

export async function addPraised(trx: Trx, row: CasePraisedTable): Promise<void> {
	await trx.insertInto('case_praised').values(row).execute();
}

export function findPraised(reader: Reader, id: string): Promise<CasePraisedTable | undefined> {
	return reader.selectFrom('case_praised').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whom a praise names, in the order in which they were named, with the names of colleagues. */
export function listPraised(reader: Reader, caseId: string) {
	return reader
		.selectFrom('case_praised')
		.leftJoin('staff', 'staff.id', 'case_praised.staff_id')
		.selectAll('case_praised')
		.select('staff.name as colleague')
		.where('case_id', '=', caseId)
		.orderBy('named_at')
		.orderBy('case_praised.id')
		.execute();
}

/** Praise that names a colleague, the newest first, with the house and the first that the guest wrote. */
export function listPraiseFor(reader: Reader, staffId: string, since: Instant, limit: number) {
	return reader
		.selectFrom('case_praised')
		.innerJoin('guest_case', 'guest_case.id', 'case_praised.case_id')
		.innerJoin('property', 'property.id', 'guest_case.property_id')
		.select(['case_praised.id', 'case_praised.case_id', 'named_at'])
		.select(['property.name as property', 'property.time_zone'])
		.select((one) =>
			one
				.selectFrom('case_message')
				.select('body')
				.whereRef('case_message.case_id', '=', 'guest_case.id')
				.where('said_by', '=', 'guest')
				.orderBy('said_at')
				.orderBy('case_message.id')
				.limit(1)
				.as('said')
		)
		.where('case_praised.staff_id', '=', staffId)
		.where('named_at', '>=', since)
		.orderBy('named_at', 'desc')
		.orderBy('case_praised.id', 'desc')
		.limit(limit)
		.execute();
}
