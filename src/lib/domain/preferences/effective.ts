import { appliesTo, type Item } from './item.ts';

/** Where a wish was said, the closest first: the closest one holds. */
export const wishPlaces = ['stay', 'house', 'everywhere'] as const;
export type WishPlace = (typeof wishPlaces)[number];

/** What was said in each place, by item. */
export type SaidIn<Wish> = Readonly<Record<WishPlace, Readonly<Record<string, Wish | undefined>>>>;

export interface EffectiveWish<Wish> {
	readonly item: Item;
	readonly wish: Wish;
	readonly place: WishPlace;
}

/**
 * What holds at a hotel: what was said for the stay wins over what was said for the hotel, and that over
 * what was said for everywhere. What is no longer asked, or not at this hotel, does not count.
 */
export function effective<Wish>(
	items: readonly Item[],
	said: SaidIn<Wish>,
	propertyId: string
): EffectiveWish<Wish>[] {
	return items
		.filter(({ archived, document }) => !archived && appliesTo(document, propertyId))
		.flatMap((item) => {
			for (const place of wishPlaces) {
				const wish = said[place][item.id];
				if (wish !== undefined) return [{ item, wish, place }];
			}
			return [];
		});
}
