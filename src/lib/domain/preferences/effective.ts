import { appliesTo, type Item, type Wishes, type WishValue } from './item.ts';

export interface EffectiveWish {
	readonly item: Item;
	readonly value: WishValue;
	/** Said for this hotel alone. */
	readonly isHere: boolean;
}

/**
 * What holds at a hotel: what was said for it wins over what was said for everywhere. What is no
 * longer asked, or not at this hotel, does not count.
 */
export function effective(
	items: readonly Item[],
	everywhere: Wishes,
	here: Wishes,
	propertyId: string
): EffectiveWish[] {
	return items
		.filter(({ archived, document }) => !archived && appliesTo(document, propertyId))
		.flatMap((item) => {
			const own = here[item.id];
			const value = own ?? everywhere[item.id];
			return value === undefined ? [] : [{ item, value, isHere: own !== undefined }];
		});
}
