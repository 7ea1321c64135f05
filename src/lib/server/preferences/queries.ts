import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Item, ItemDocument, Wishes, WishValue } from '#lib/domain/preferences/item.ts';
import type { Text } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { keyedStatement, statement } from '../db/statement.ts';

/** As a place in the table, everywhere is no hotel. */
export const everywhere = '';

export interface Group {
	readonly id: string;
	readonly label: Text;
	readonly sort: number;
	readonly revision: number;
}

/** The catalogue: groups in their order, and their items in theirs, archived ones too. */
export async function listCatalogue(
	reader: Reader
): Promise<{ groups: Group[]; items: CatalogueItem[] }> {
	const groups = await allGroups(reader, {});
	const items = await allItems(reader, {});
	return {
		groups: groups.map(({ document, ...group }) => ({ ...group, label: labelOf(document) })),
		items: items.map(toItem)
	};
}

const allGroups = statement((reader: Reader) =>
	reader
		.selectFrom('preference_group')
		.select(['id', 'sort', 'revision', 'document'])
		.orderBy('sort')
		.orderBy('id')
);

const itemColumns = [
	'preference_item.id',
	'preference_item.group_id',
	'preference_item.sort',
	'preference_item.status',
	'preference_item.revision',
	'preference_item.document',
	'preference_item.changed_at',
	'preference_item.changed_by'
] as const;

const allItems = statement((reader: Reader) =>
	reader.selectFrom('preference_item').select(itemColumns).orderBy('sort').orderBy('id')
);

export interface CatalogueItem extends Item {
	readonly sort: number;
	readonly revision: number;
	readonly changedAt: Instant;
	readonly changedBy: string;
}

type ItemRow = Awaited<ReturnType<typeof allItems>>[number];

export function toItem(row: ItemRow): CatalogueItem {
	return {
		id: row.id,
		groupId: row.group_id,
		archived: row.status === 'archived',
		// Written by `saveItem` and `installCatalogue` alone, which check it.
		document: JSON.parse(row.document) as ItemDocument,
		sort: row.sort,
		revision: row.revision,
		changedAt: row.changed_at,
		changedBy: row.changed_by
	};
}

export function labelOf(document: string): Text {
	return (JSON.parse(document) as { readonly label: Text }).label;
}

export async function findItem(reader: Reader, id: string): Promise<CatalogueItem | undefined> {
	const [row] = await oneItem(reader, { id });
	return row && toItem(row);
}

const oneItem = statement((reader: Reader, { id }: { id: string }) =>
	reader.selectFrom('preference_item').select(itemColumns).where('id', '=', id)
);

export async function listItems(
	reader: Reader,
	ids: readonly string[]
): Promise<Map<string, Item>> {
	if (ids.length === 0) return new Map();
	const rows = await reader
		.selectFrom('preference_item')
		.select(itemColumns)
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map((row) => [row.id, toItem(row)]));
}

/** What a member said for everywhere and for one hotel. */
export async function listHeld(
	reader: Reader,
	memberId: string,
	propertyId: string
): Promise<{ everywhere: Wishes; here: Wishes }> {
	const rows = await heldIn(reader, { memberId, propertyId });
	const of = (place: string) =>
		Object.fromEntries(
			rows
				.filter((row) => row.property_id === place)
				.map((row) => [row.item_id, toValue(row.value)])
		);
	return { everywhere: of(everywhere), here: of(propertyId) };
}

const heldIn = statement((reader: Reader, values: { memberId: string; propertyId: string }) =>
	reader
		.selectFrom('preference')
		.select(['property_id', 'item_id', 'value'])
		.where('member_id', '=', values.memberId)
		.where((row) =>
			row.or([
				row('property_id', '=', sql.lit(everywhere)),
				row('property_id', '=', values.propertyId)
			])
		)
);

function heldItems(reader: Reader, propertyId: string) {
	return reader
		.selectFrom('preference')
		.innerJoin('preference_item', 'preference_item.id', 'preference.item_id')
		.innerJoin('preference_group', 'preference_group.id', 'preference_item.group_id')
		.select(itemColumns)
		.select(['property_id', 'value', 'preference_group.document as group'])
		.where((row) =>
			row.or([row('property_id', '=', sql.lit(everywhere)), row('property_id', '=', propertyId)])
		)
		.orderBy('preference_group.sort')
		.orderBy('preference_group.id')
		.orderBy('preference_item.sort')
		.orderBy('preference_item.id');
}

/** The same with what each is an answer to, in the order of the catalogue. */
export const listHeldItems = statement(
	(reader: Reader, values: { memberId: string; propertyId: string }) =>
		heldItems(reader, values.propertyId).where('preference.member_id', '=', values.memberId)
);

/** The same of many members. */
export const listHeldItemsOf = keyedStatement(
	(reader, keys, { propertyId }: { propertyId: string }) =>
		heldItems(reader, propertyId)
			.select('preference.member_id')
			.where('preference.member_id', 'in', keys)
);

export function toValue(stored: string): WishValue {
	return JSON.parse(stored) as WishValue;
}
