import { catalogue } from '#lib/domain/preferences/catalogue.ts';
import type { WishValue, Wishes } from '#lib/domain/preferences/item.ts';
import type { Random } from './random.ts';

// What concerns health needs a consent; those who sign in give theirs by hand.
const items = catalogue.flatMap((group) => group.items).filter(({ document }) => !document.health);

/** Two to six things that somebody likes; most people leave the rest to the house. */
export function makeWishes(random: Random): Wishes {
	const wished = random.shuffle(items).slice(0, random.between(2, 6));
	return Object.fromEntries(
		wished.flatMap(({ id, document }) => {
			const value = valueOf(random, document);
			return value === undefined ? [] : [[id, value] as const];
		})
	);
}

function valueOf(
	random: Random,
	document: (typeof items)[number]['document']
): WishValue | undefined {
	switch (document.kind) {
		case 'one':
			return random.pick(document.options).id;
		case 'several':
			return [random.pick(document.options).id];
		case 'number':
			return random.between(document.min, document.max);
		default:
			return undefined;
	}
}

/** What the guest who signs in has said: everywhere, at the sea, and before they knew better. */
export const guestsFirstWishes: Wishes = {
	'bed-type': 'twin',
	pillow: ['soft'],
	minibar: 'usual',
	'breakfast-time': '07-30'
};
export const guestsWishes: Wishes = {
	'bed-type': 'double',
	pillow: ['soft', 'extra'],
	quiet: ['street'],
	lift: 'away',
	temperature: 19,
	minibar: 'no-alcohol',
	'tea-set': ['green', 'herbal'],
	diet: ['fish'],
	'breakfast-time': '08-30',
	anniversary: '06-14'
};
export const guestsWishesAtTheSea: Wishes = { view: 'water', floor: 'high', temperature: 22 };

export const chineseGuestsWishes: Wishes = {
	'bed-type': 'double',
	pillow: ['buckwheat'],
	floor: 'high',
	'tea-set': ['oolong'],
	diet: ['not-spicy'],
	language: 'zh',
	contact: 'message',
	newspaper: ['chinese']
};

/** Of their health, each with a consent of its own. */
export const guestsHealth: Wishes = { allergies: ['nuts', 'feathers'], accessibility: ['shower'] };
export const chineseGuestsHealth: Wishes = { allergies: ['shellfish'] };
