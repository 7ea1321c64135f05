import type { Instant } from '#lib/domain/calendar.ts';
import type { Change } from '#lib/domain/preferences/decide-changes.ts';
import type { WishValue } from '#lib/domain/preferences/item.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import { newId } from '../ids.ts';
import type { Place } from './places.ts';
import { toValue } from './queries.ts';

export interface Save extends Place {
	readonly id: string;
	readonly memberId: string;
}

/**
 * Puts changes in the place of what was said before, and keeps each of them; of those that something
 * later has overtaken only that they were said. None is about health.
 */
export async function writeChanges(
	trx: Trx,
	save: Save,
	changes: readonly Change[],
	overtaken: readonly Change[],
	now: Instant
): Promise<void> {
	const kept = changes.flatMap(({ itemId, value }) =>
		value === undefined ? [] : [{ itemId, value: JSON.stringify(value) }]
	);
	const gone = changes.flatMap(({ itemId, value }) => (value === undefined ? [itemId] : []));
	if (save.stayId === '') await writeHere(trx, save, kept, gone, now);
	else await writeOfStay(trx, save, kept, gone, now);
	await insertRows(
		trx,
		'preference_change',
		[...overtaken, ...changes].map(({ itemId, value }) => ({
			id: newId(),
			save_id: save.id,
			member_id: save.memberId,
			property_id: save.propertyId,
			item_id: itemId,
			value: value === undefined ? null : JSON.stringify(value),
			set_at: now,
			set_by: 'member' as const,
			staff_id: null,
			stay_id: save.stayId
		}))
	);
}

interface Kept {
	readonly itemId: string;
	readonly value: string;
}

async function writeHere(
	trx: Trx,
	{ memberId, propertyId }: Save,
	kept: readonly Kept[],
	gone: readonly string[],
	now: Instant
): Promise<void> {
	const place = { member_id: memberId, property_id: propertyId };
	const said = { set_at: now, set_by: 'member' } as const;
	if (kept.length > 0)
		await trx
			.insertInto('preference')
			.values(kept.map(({ itemId, value }) => ({ ...place, item_id: itemId, value, ...said })))
			.onConflict((conflict) =>
				conflict.columns(['member_id', 'property_id', 'item_id']).doUpdateSet((row) => ({
					value: row.ref('excluded.value'),
					set_at: row.ref('excluded.set_at'),
					set_by: row.ref('excluded.set_by')
				}))
			)
			.execute();
	if (gone.length > 0)
		await trx
			.deleteFrom('preference')
			.where('member_id', '=', memberId)
			.where('property_id', '=', propertyId)
			.where('item_id', 'in', gone)
			.execute();
}

async function writeOfStay(
	trx: Trx,
	{ memberId, stayId }: Save,
	kept: readonly Kept[],
	gone: readonly string[],
	now: Instant
): Promise<void> {
	const place = { stay_id: stayId, member_id: memberId };
	if (kept.length > 0)
		await trx
			.insertInto('stay_wish')
			.values(kept.map(({ itemId, value }) => ({ ...place, item_id: itemId, value, set_at: now })))
			.onConflict((conflict) =>
				conflict.columns(['stay_id', 'item_id']).doUpdateSet((row) => ({
					// The stay may have been somebody else's before.
					member_id: row.ref('excluded.member_id'),
					value: row.ref('excluded.value'),
					set_at: row.ref('excluded.set_at')
				}))
			)
			.execute();
	if (gone.length > 0)
		await trx
			.deleteFrom('stay_wish')
			.where('stay_id', '=', stayId)
			.where('member_id', '=', memberId)
			.where('item_id', 'in', gone)
			.execute();
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
		.leftJoin('stay_wish as now_there', (join) =>
			join
				.onRef('now_there.stay_id', '=', 'change.stay_id')
				.onRef('now_there.item_id', '=', 'change.item_id')
				.onRef('now_there.member_id', '=', 'change.member_id')
		)
		.select(['change.id', 'change.property_id', 'change.stay_id', 'change.value'])
		.select(['change.set_at', 'change.set_by', 'item.document', 'item.status'])
		.select(['now.value as held', 'now_there.value as held_there'])
		.where('change.member_id', '=', memberId)
		.where('change.id', '<', before)
		.orderBy('change.id', 'desc')
		.limit(limit)
		.execute();
}

export interface FoundChange extends Place {
	readonly itemId: string;
	readonly value: WishValue | undefined;
}

export async function findChange(
	reader: Reader,
	memberId: string,
	id: string
): Promise<FoundChange | undefined> {
	const row = await reader
		.selectFrom('preference_change')
		.select(['item_id', 'property_id', 'stay_id', 'value'])
		.where('id', '=', id)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return (
		row && {
			itemId: row.item_id,
			propertyId: row.property_id,
			stayId: row.stay_id,
			value: row.value === null ? undefined : toValue(row.value)
		}
	);
}
