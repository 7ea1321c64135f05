import { sameWish, type WishValue } from './item.ts';

/** A form of wishes by its fields, several of the same name in their order. */
export type Fields = (name: string) => readonly string[];

/**
 * What a form says to an item, as `checkValue` takes it. A day comes as a month and a day of it, and
 * half of one is none.
 */
export function saidIn(fields: Fields, id: string): WishValue {
	const [month, day] = [fields(`${id}.month`)[0], fields(`${id}.day`)[0]];
	if (month !== undefined && day !== undefined) return month + day && `${month}-${day}`;
	const all = fields(id);
	return all.length > 1 ? all : (all[0] ?? '');
}

/**
 * What the guest changed: an item that still says what it was shown with is left alone, whatever
 * another device has said to it meanwhile.
 */
export function changedSince(
	shown: Readonly<Record<string, WishValue>>,
	said: Readonly<Record<string, WishValue>>
): Record<string, WishValue> {
	return Object.fromEntries(
		Object.entries(said).filter(([id, one]) => !sameWish(plain(one), plain(shown[id])))
	);
}

/** As a form says it. */
function plain(one: WishValue | undefined): WishValue {
	if (typeof one === 'object') return one.length > 1 ? one : (one[0] ?? '');
	return String(one ?? '')
		.trim()
		.normalize('NFC');
}
