import type { Instant } from '#lib/domain/calendar.ts';
import type { Change } from '#lib/domain/preferences/decide-changes.ts';
import type { WishValue } from '#lib/domain/preferences/item.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import { newId } from '../ids.ts';
import { toValue } from './queries.ts';

export interface Save {
	readonly id: string;
	readonly memberId: string;
	/** '' is everywhere. */
	readonly propertyId: string;
}

/** Puts changes in the place of what was said before, and keeps each of them. */
export async function writeChanges(
	trx: Trx,
	save: Save,
	changes: readonly Change[],
	now: Instant
): Promise<void> {
	const place = { member_id: save.memberId, property_id: save.propertyId };
	const said = { set_at: now, set_by: 'member' } as const;
	const kept = changes.flatMap(({ itemId, value }) =>
		value === undefined
			? []
			: [{ ...place, item_id: itemId, value: JSON.stringify(value), ...said }]
	);
	if (kept.length > 0)
		await trx
			.insertInto('preference')
			.values(kept)
			.onConflict((conflict) =>
				conflict.columns(['member_id', 'property_id', 'item_id']).doUpdateSet((row) => ({
					value: row.ref('excluded.value'),
					set_at: row.ref('excluded.set_at'),
					set_by: row.ref('excluded.set_by')
				}))
			)
			.execute();
	const gone = changes.flatMap(({ itemId, value }) => (value === undefined ? [itemId] : []));
	if (gone.length > 0)
		await trx
			.deleteFrom('preference')
			.where('member_id', '=', save.memberId)
			.where('property_id', '=', save.propertyId)
			.where('item_id', 'in', gone)
			.execute();
	await insertRows(
		trx,
		'preference_change',
		changes.map(({ itemId, value }) => ({
			id: newId(),
			save_id: save.id,
			...place,
			item_id: itemId,
			value: value === undefined ? null : JSON.stringify(value),
			...said,
			staff_id: null
		}))
	);
}

/** What a member said, newest first, before a place in the list; with what it is an answer to. */
export function listChanges(reader: Reader, memberId: string, before: string, limit: number) {
	return reader
		.selectFrom('preference_change as change')
		.innerJoin('preference_item as item', 'item.id', 'change.item_id')
		.leftJoin('preference as now', (join) =>
			join
				.onRef('now.member_id', '=', 'change.member_id')
				.onRef('now.property_id', '=', 'change.property_id')
				.onRef('now.item_id', '=', 'change.item_id')
		)
		.select(['change.id', 'change.property_id', 'change.value', 'change.set_at', 'change.set_by'])
		.select(['item.document', 'item.status', 'now.value as held'])
		.where('change.member_id', '=', memberId)
		.where('change.id', '<', before)
		.orderBy('change.id', 'desc')
		.limit(limit)
		.execute();
}

export async function findChange(
	reader: Reader,
	memberId: string,
	id: string
): Promise<{ itemId: string; propertyId: string; value: WishValue | undefined } | undefined> {
	const row = await reader
		.selectFrom('preference_change')
		.select(['item_id', 'property_id', 'value'])
		.where('id', '=', id)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return (
		row && {
			itemId: row.item_id,
			propertyId: row.property_id,
			value: row.value === null ? undefined : toValue(row.value)
		}
	);
}
