import type { Instant } from '#lib/domain/calendar.ts';
import type { Item, ItemDocument, WishValue } from '#lib/domain/preferences/item.ts';
import type { Text } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { statement } from '../db/statement.ts';

export interface Group {
	readonly id: string;
	readonly label: Text;
	readonly sort: number;
	readonly revision: number;
	/** With it none of its items is asked. */
	readonly archived: boolean;
}

/** The catalogue: groups in their order, and their items in theirs, archived ones too. */
export async function listCatalogue(
	reader: Reader
): Promise<{ groups: Group[]; items: CatalogueItem[] }> {
	const groups = await allGroups(reader, {});
	const items = await allItems(reader, {});
	return {
		groups: groups.map(({ document, ...group }) => ({ ...group, ...groupOf(document) })),
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
	'preference_item.changed_by',
	'preference_group.document as group'
] as const;

const fromItems = (reader: Reader) =>
	reader
		.selectFrom('preference_item')
		.innerJoin('preference_group', 'preference_group.id', 'preference_item.group_id')
		.select(itemColumns);

const allItems = statement((reader: Reader) =>
	fromItems(reader).orderBy('preference_item.sort').orderBy('preference_item.id')
);

export interface CatalogueItem extends Item {
	/** Of the item alone, whatever its group is. */
	readonly status: 'offered' | 'archived';
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
		status: row.status,
		archived: row.status === 'archived' || groupOf(row.group).archived,
		// Written by `saveItem` and `installCatalogue` alone, which check it.
		document: JSON.parse(row.document) as ItemDocument,
		sort: row.sort,
		revision: row.revision,
		changedAt: row.changed_at,
		changedBy: row.changed_by
	};
}

/** What a group's document says. */
export function groupOf(document: string): Pick<Group, 'label' | 'archived'> {
	// Written by `saveGroup` and `installCatalogue` alone, which check it.
	const { label, archived = false } = JSON.parse(document) as { label: Text; archived?: boolean };
	return { label, archived };
}

export async function findItem(reader: Reader, id: string): Promise<CatalogueItem | undefined> {
	const [row] = await oneItem(reader, { id });
	return row && toItem(row);
}

const oneItem = statement((reader: Reader, { id }: { id: string }) =>
	fromItems(reader).where('preference_item.id', '=', id)
);

export async function listItems(
	reader: Reader,
	ids: readonly string[]
): Promise<Map<string, Item>> {
	if (ids.length === 0) return new Map();
	const rows = await fromItems(reader).where('preference_item.id', 'in', ids).execute();
	return new Map(rows.map((row) => [row.id, toItem(row)]));
}

export function toValue(stored: string): WishValue {
	return JSON.parse(stored) as WishValue;
}
