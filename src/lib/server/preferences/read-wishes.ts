import { effective } from '#lib/domain/preferences/effective.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import type { WishLine } from '#lib/domain/views/preferences.ts';
import type { Reader } from '../db/database.ts';
import { everywhere, labelOf, listHeldItems, listHeldItemsOf, toItem, toValue } from './queries.ts';

/** What a member wishes at a hotel: what was said for it, else for everywhere. */
export async function readWishes(
	reader: Reader,
	memberId: string,
	propertyId: string
): Promise<readonly WishLine[]> {
	return toLines(await listHeldItems(reader, { memberId, propertyId }), propertyId);
}

/** The same of many members, by id; who wishes nothing is not among them. */
export async function readWishesOf(
	reader: Reader,
	memberIds: readonly string[],
	propertyId: string
): Promise<Map<string, readonly WishLine[]>> {
	const rows = await listHeldItemsOf(reader, memberIds, { propertyId });
	const ofMembers = Map.groupBy(rows, (row) => row.member_id);
	return new Map([...ofMembers].map(([id, own]) => [id, toLines(own, propertyId)]));
}

type HeldItem = Awaited<ReturnType<typeof listHeldItems>>[number];

function toLines(rows: readonly HeldItem[], propertyId: string): WishLine[] {
	const said = (place: string) =>
		Object.fromEntries(
			rows.filter((row) => row.property_id === place).map((row) => [row.id, toValue(row.value)])
		);
	const items = new Map(rows.map((row) => [row.id, toItem(row)]));
	const groups = new Map(rows.map((row) => [row.group_id, labelOf(row.group)]));
	const wishes = effective([...items.values()], said(everywhere), said(propertyId), propertyId);
	return wishes.map(({ item, value, isHere }) => ({
		itemId: item.id,
		group: groups.get(item.groupId) ?? item.document.label,
		label: item.document.label,
		value: toWords(item.document, value),
		hereOnly: isHere
	}));
}
