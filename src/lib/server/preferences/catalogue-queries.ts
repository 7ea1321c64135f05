import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { PreferenceGroupTable, PreferenceItemTable } from '../db/tables.ts';
import { groupOf, type Group } from './queries.ts';

/** The ids of those that were not there yet. */
export async function addGroups(
	trx: Trx,
	groups: readonly PreferenceGroupTable[]
): Promise<string[]> {
	const rows = await trx
		.insertInto('preference_group')
		.values(groups)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.execute();
	return rows.map(({ id }) => id);
}

/** The ids of those that were not there yet. */
export async function addItems(trx: Trx, items: readonly PreferenceItemTable[]): Promise<string[]> {
	const rows = await trx
		.insertInto('preference_item')
		.values(items)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.execute();
	return rows.map(({ id }) => id);
}

/** False when it is no longer at that revision. */
export async function takeItem(
	trx: Trx,
	id: string,
	revision: number,
	to: Partial<Pick<PreferenceItemTable, 'group_id' | 'sort' | 'status' | 'document'>>,
	by: string,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('preference_item')
		.set({ ...to, revision: revision + 1, changed_at: now, changed_by: by })
		.where('id', '=', id)
		.where('revision', '=', revision)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** False when it is no longer at that revision. */
export async function takeGroup(
	trx: Trx,
	id: string,
	revision: number,
	to: Pick<PreferenceGroupTable, 'sort' | 'document'>,
	by: string,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('preference_group')
		.set({ ...to, revision: revision + 1, changed_at: now, changed_by: by })
		.where('id', '=', id)
		.where('revision', '=', revision)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export interface GroupNow extends Group {
	readonly changedAt: Instant;
	readonly changedBy: string;
}

export async function findGroup(reader: Reader, id: string): Promise<GroupNow | undefined> {
	const row = await reader
		.selectFrom('preference_group')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirst();
	return (
		row && {
			id: row.id,
			...groupOf(row.document),
			sort: row.sort,
			revision: row.revision,
			changedAt: row.changed_at,
			changedBy: row.changed_by
		}
	);
}

/** How many members said something to each of these items, anywhere. */
export async function countSaid(
	reader: Reader,
	itemIds: readonly string[]
): Promise<Map<string, number>> {
	if (itemIds.length === 0) return new Map();
	const rows = await reader
		.selectFrom((from) =>
			from
				.selectFrom('preference')
				.select(['item_id', 'member_id'])
				.unionAll(from.selectFrom('stay_wish').select(['item_id', 'member_id']))
				.unionAll(from.selectFrom('health_wish').select(['item_id', 'member_id']))
				.as('said')
		)
		.select('item_id')
		.select((row) => row.fn.count('member_id').distinct().as('members'))
		.where('item_id', 'in', itemIds)
		.groupBy('item_id')
		.execute();
	return new Map(rows.map((row) => [row.item_id, Number(row.members)]));
}

/** Whether anybody ever said something to it, be it taken back since. */
export async function wasEverSaid(reader: Reader, itemId: string): Promise<boolean> {
	const row = await reader
		.selectFrom((from) =>
			from
				.selectFrom('preference_change')
				.select('item_id')
				.unionAll(from.selectFrom('health_wish_change').select('item_id'))
				.as('said')
		)
		.select('item_id')
		.where('item_id', '=', itemId)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
