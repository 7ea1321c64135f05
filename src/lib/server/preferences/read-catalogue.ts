import type { Instant } from '#lib/domain/calendar.ts';
import { factsOfItem } from '#lib/domain/preferences/item-facts.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { say } from '#lib/domain/text.ts';
import type {
	GroupsView,
	ItemFormView,
	ItemListView,
	ItemRow,
	ItemView
} from '#lib/domain/views/preferences-admin.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { listState, type ListAsked } from '../lists.ts';
import { findStaff } from '../staff/queries.ts';
import { listProperties } from '../stays/properties.ts';
import { listServices } from '../programme/read-promises.ts';
import { countSaid, wasEverSaid } from './catalogue-queries.ts';
import { findItem, listCatalogue } from './queries.ts';

export const itemSorts = ['order', 'label', 'members'] as const;
type Sort = (typeof itemSorts)[number];

/** The catalogue as a list of the admin. It is short, so it is sorted and cut here. */
export async function readItemList(
	db: Reader,
	asked: ListAsked<Sort>,
	locale: string
): Promise<ItemListView> {
	const { groups, items } = await listCatalogue(db);
	const said = await countSaid(
		db,
		items.map(({ id }) => id)
	);
	const { q = '', status, group } = asked.filters;
	const rows = groups.flatMap(({ id, label }) =>
		items
			.filter(({ groupId }) => groupId === id && (group === undefined || groupId === group))
			.map((item): ItemRow => ({
				id: item.id,
				label: item.document.label,
				group: label,
				kind: item.document.kind,
				archived: item.status === 'archived',
				health: item.document.health === true,
				members: said.get(item.id) ?? 0
			}))
	);
	const found = rows.filter(
		({ label, archived }) =>
			(status === undefined || archived === (status === 'archived')) &&
			Object.values(label).some((words) => words.toLowerCase().includes(q.toLowerCase()))
	);
	const sorted = inOrder(found, asked.sort, locale);
	if (asked.descending) sorted.reverse();
	return {
		list: listState(asked, found.length),
		rows: sorted.slice(asked.offset, asked.offset + asked.limit),
		groups: groups.map(({ id, label }) => ({ id, label }))
	};
}

function inOrder(rows: readonly ItemRow[], sort: Sort, locale: string): ItemRow[] {
	if (sort === 'order') return [...rows];
	if (sort === 'members') return rows.toSorted((one, other) => one.members - other.members);
	return rows.toSorted((one, other) =>
		say(one.label, locale).localeCompare(say(other.label, locale), locale)
	);
}

/** What a form for a new item needs. */
export async function readItemForm(db: Reader, now: Instant): Promise<ItemFormView> {
	const { groups } = await listCatalogue(db);
	const properties = await listProperties(db);
	return {
		groups: groups.map(({ id, label }) => ({ id, label })),
		properties: properties.map(({ id, code, name }) => ({ id, code, name })),
		services: await listServices(db, now)
	};
}

/** One item as its form shows it. Refused: `not-found`. */
export async function readItem(db: Reader, id: string, now: Instant): Promise<ItemView> {
	const item = await findItem(db, id);
	if (!item) throw new Refusal('not-found');
	const said = await countSaid(db, [id]);
	const { document } = item;
	return {
		...(await readItemForm(db, now)),
		id,
		label: document.label,
		kind: document.kind,
		revision: item.revision,
		archived: item.status === 'archived',
		health: document.health === true,
		isHealthSettled: await wasEverSaid(db, id),
		members: said.get(id) ?? 0,
		facts: factsOfItem(item),
		options: 'options' in document ? document.options : [],
		houses: document.properties,
		changedBy: (await findStaff(db, item.changedBy))?.name ?? item.changedBy,
		changedAt: item.changedAt
	};
}

export async function readGroups(db: Reader): Promise<GroupsView> {
	const { groups, items } = await listCatalogue(db);
	return {
		newId: newId(),
		groups: groups.map((group) => ({
			...group,
			items: items.filter(({ groupId }) => groupId === group.id).length
		}))
	};
}
