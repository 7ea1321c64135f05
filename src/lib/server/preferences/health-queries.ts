import type { Instant } from '#lib/domain/calendar.ts';
import type { Change } from '#lib/domain/preferences/decide-changes.ts';
import { seal, unseal } from '../crypto/seal.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import { newId } from '../ids.ts';
import { healthChangeIdentity, healthIdentity } from './health.ts';
import { toValue } from './queries.ts';
import type { FoundChange, Save } from './wish-queries.ts';

/** As `writeChanges`, of what says something of health: nothing of it is ever written in the clear. */
export async function writeHealth(
	trx: Trx,
	{ id: saveId, memberId, propertyId, stayId }: Save,
	changes: readonly Change[],
	overtaken: readonly Change[],
	now: Instant
): Promise<void> {
	const place = { member_id: memberId, property_id: propertyId, stay_id: stayId };
	if (changes.length > 0)
		await trx
			.deleteFrom('health_wish')
			.where('member_id', '=', memberId)
			.where('property_id', '=', propertyId)
			.where('stay_id', '=', stayId)
			.where(
				'item_id',
				'in',
				changes.map(({ itemId }) => itemId)
			)
			.execute();
	await insertRows(
		trx,
		'health_wish',
		changes.flatMap(({ itemId, value }) => {
			if (value === undefined) return [];
			const key = { ...place, item_id: itemId };
			return [{ ...key, ...seal(trx, JSON.stringify(value), healthIdentity(key)), set_at: now }];
		})
	);
	await insertRows(
		trx,
		'health_wish_change',
		[...overtaken, ...changes].map(({ itemId, value }) => {
			const row = { id: newId(), save_id: saveId, ...place, item_id: itemId };
			const sealed =
				value === undefined
					? { key_id: null, sealed: null }
					: seal(trx, JSON.stringify(value), healthChangeIdentity(row));
			return { ...row, ...sealed, set_at: now };
		})
	);
}

/** As `listChanges`, still sealed. */
export function listHealthChanges(reader: Reader, memberId: string, before: string, limit: number) {
	return reader
		.selectFrom('health_wish_change as change')
		.innerJoin('preference_item as item', 'item.id', 'change.item_id')
		.selectAll('change')
		.select(['item.document', 'item.status'])
		.where('change.member_id', '=', memberId)
		.where('change.id', '<', before)
		.orderBy('change.id', 'desc')
		.limit(limit)
		.execute();
}

/** Everything that a member says of their health now, in every place. */
export function listHealthOf(reader: Reader, memberId: string) {
	return reader.selectFrom('health_wish').selectAll().where('member_id', '=', memberId).execute();
}

export async function findHealthChange(
	reader: Reader,
	memberId: string,
	id: string
): Promise<FoundChange | undefined> {
	const row = await reader
		.selectFrom('health_wish_change')
		.selectAll()
		.where('id', '=', id)
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return (
		row && {
			itemId: row.item_id,
			propertyId: row.property_id,
			stayId: row.stay_id,
			value: openChange(reader, row)
		}
	);
}

interface ChangeRow {
	readonly id: string;
	readonly member_id: string;
	readonly item_id: string;
	readonly key_id: string | null;
	readonly sealed: string | null;
}

export function openChange(reader: Reader, row: ChangeRow) {
	const { key_id, sealed } = row;
	if (key_id === null || sealed === null) return undefined;
	return toValue(unseal(reader, { key_id, sealed }, healthChangeIdentity(row)));
}

/** Whatever a member ever said of their health, and what became of it, goes. */
export async function deleteHealth(trx: Trx, memberId: string): Promise<void> {
	const said = await trx
		.selectFrom('health_wish_change')
		.select('item_id')
		.distinct()
		.where('member_id', '=', memberId)
		.execute();
	const itemIds = said.map((row) => row.item_id);
	if (itemIds.length > 0)
		await trx
			.deleteFrom('wish_tick')
			.where('member_id', '=', memberId)
			.where('item_id', 'in', itemIds)
			.execute();
	await trx.deleteFrom('health_wish').where('member_id', '=', memberId).execute();
	await trx.deleteFrom('health_wish_change').where('member_id', '=', memberId).execute();
}
