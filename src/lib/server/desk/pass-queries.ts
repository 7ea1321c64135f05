import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';

/** Until when the desk of a house sees a member by a code; undefined: not now. */
export async function findPass(
	reader: Reader,
	memberId: string,
	propertyId: string,
	now: Instant
): Promise<Instant | undefined> {
	const row = await reader
		.selectFrom('desk_pass')
		.select('valid_to')
		.where('member_id', '=', memberId)
		.where('property_id', '=', propertyId)
		.where('valid_to', '>', now)
		.executeTakeFirst();
	return row?.valid_to;
}

export async function openPass(
	trx: Trx,
	memberId: string,
	propertyId: string,
	validTo: Instant
): Promise<void> {
	await trx
		.insertInto('desk_pass')
		.values({ member_id: memberId, property_id: propertyId, valid_to: validTo })
		.onConflict((conflict) =>
			conflict.columns(['member_id', 'property_id']).doUpdateSet({ valid_to: validTo })
		)
		.execute();
}

export async function deleteOldPasses(trx: Trx, now: Instant): Promise<number> {
	const { numDeletedRows } = await trx
		.deleteFrom('desk_pass')
		.where('valid_to', '<=', now)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
