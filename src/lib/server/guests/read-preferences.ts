import { appliesTo, type Item, type Wishes } from '#lib/domain/preferences/item.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { PreferencesView, WishItem } from '#lib/domain/views/preferences.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { everywhere, listCatalogue, listHeld } from '../preferences/queries.ts';
import { listProperties } from '../stays/properties.ts';

/**
 * What the hotel asks and what the member says, for everywhere or for one hotel. Refused: a hotel that
 * there is not.
 */
export async function readPreferences(
	db: Reader,
	memberId: string,
	code: string | undefined
): Promise<PreferencesView> {
	const properties = await listProperties(db);
	const property = properties.find((one) => one.code === code);
	if (code !== undefined && !property) throw new Refusal('not-found');
	const { groups, items } = await listCatalogue(db);
	const held = await listHeld(db, memberId, property?.id ?? everywhere);
	const asked = items.filter(
		({ archived, document }) => !archived && appliesTo(document, property?.id)
	);
	return {
		saveId: newId(),
		property: property && { code: property.code, name: property.name },
		properties: properties.map(({ code: one, name }) => ({ code: one, name })),
		groups: groups
			.map(({ id, label }) => ({
				id,
				label,
				items: asked
					.filter(({ groupId }) => groupId === id)
					.map((item) => toWishItem(item, held, property !== undefined))
			}))
			.filter((group) => group.items.length > 0)
	};
}

function toWishItem(
	{ id, document }: Item,
	held: { readonly everywhere: Wishes; readonly here: Wishes },
	atOne: boolean
): WishItem {
	const value = held.here[id];
	const otherwise = atOne ? held.everywhere[id] : undefined;
	const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
	const options = 'options' in document ? document.options : [];
	return {
		id,
		kind: document.kind,
		label: document.label,
		hint: document.hint,
		options: options
			.filter((option) => !option.archived || chosen.includes(option.id))
			.map((option) => ({ id: option.id, label: option.label })),
		...('unit' in document ? { unit: document.unit, min: document.min, max: document.max } : {}),
		...('lengthMax' in document ? { lengthMax: document.lengthMax } : {}),
		value,
		words: value === undefined ? undefined : toWords(document, value),
		otherwise: otherwise === undefined ? undefined : toWords(document, otherwise)
	};
}
