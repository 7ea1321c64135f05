import { addDays, type PlainDate } from '../calendar.ts';
import type { GiftUse } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';

/** Pieces of a gift that a member holds, those that end first in front. */
export interface Pieces {
	readonly count: number;
	/** The last day on which they can be used; none is for life. */
	readonly validTo?: PlainDate | undefined;
}

export interface GiftStay {
	readonly arrival: PlainDate;
	readonly nights: number;
}

/**
 * How many pieces a stay uses: one for each of its nights where the gift says so, else one. All or
 * none: refused `not-enough-gifts` when fewer are held that are valid on every night of the stay.
 */
export function decideGiftUse(
	held: readonly Pieces[],
	{ arrival, nights }: GiftStay,
	use: GiftUse | undefined
): number {
	const needed = use?.perNight ? nights : 1;
	const last = addDays(arrival, Math.max(nights - 1, 0));
	const usable = held
		.filter(({ validTo }) => validTo === undefined || validTo >= last)
		.reduce((sum, { count }) => sum + count, 0);
	if (usable < needed) throw new Refusal('not-enough-gifts', { needed, usable });
	return needed;
}

/** The moment, on the property's clock, at which unconfirmed pieces come back; none: they do not. */
export function giftReturnsAt(
	use: GiftUse | undefined,
	{ arrival }: Pick<GiftStay, 'arrival'>
): { readonly on: PlainDate; readonly at: string } | undefined {
	return use?.returns && { on: addDays(arrival, -use.returns.daysBefore), at: use.returns.at };
}
