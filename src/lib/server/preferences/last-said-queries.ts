import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import type { Save } from './wish-queries.ts';

/** When something was last said to each of some items in one place, also that nothing is wished. */
export async function listLastSaid(
	trx: Trx,
	{ memberId, propertyId, stayId }: Omit<Save, 'id'>,
	itemIds: readonly string[]
): Promise<Map<string, Instant>> {
	if (itemIds.length === 0) return new Map();
	const lastOf = (table: 'preference_change' | 'health_wish_change') =>
		trx
			.selectFrom(table)
			.select(['item_id', (row) => row.fn.max('set_at').as('at')])
			.where('member_id', '=', memberId)
			.where('property_id', '=', propertyId)
			.where('stay_id', '=', stayId)
			.where('item_id', 'in', itemIds)
			.groupBy('item_id')
			.execute();
	const rows = [...(await lastOf('preference_change')), ...(await lastOf('health_wish_change'))];
	return new Map(rows.map((row) => [row.item_id, row.at]));
}
