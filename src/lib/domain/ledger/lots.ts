import type { PlainDate } from '../calendar.ts';
import type { Lot, LotMove } from './account.ts';

const undated: PlainDate = '9999-12-31';

/** Spending order: the lot that expires first, then the oldest, then by id; undated last. */
export function bySpendingOrder(one: Lot, other: Lot): number {
	return (
		text(one.validTo ?? undated, other.validTo ?? undated) ||
		text(one.earnedOn, other.earnedOn) ||
		text(one.id, other.id)
	);
}

/** The lots in spending order; given in that order they are not copied. */
export function inSpendingOrder(lots: readonly Lot[]): readonly Lot[] {
	for (let at = 1; at < lots.length; at += 1) {
		const before = lots[at - 1];
		const lot = lots[at];
		if (before && lot && bySpendingOrder(before, lot) > 0) return lots.toSorted(bySpendingOrder);
	}
	return lots;
}

export interface Take {
	readonly lot: Lot;
	readonly points: number;
}

/** The lots after taking from them; those used up are gone. */
export function without(lots: readonly Lot[], takes: readonly Take[]): readonly Lot[] {
	if (takes.length === 0) return lots;
	const taken = new Map(takes.map((take) => [take.lot.id, take.points]));
	return lots.flatMap((lot) => {
		const points = taken.get(lot.id);
		if (points === undefined) return [lot];
		return points === lot.left ? [] : [{ ...lot, left: lot.left - points }];
	});
}

export function movesOf(entryId: string, takes: readonly Take[]): LotMove[] {
	return takes.map(({ lot, points }) => ({ entryId, lotId: lot.id, points: -points }));
}

export function pointsIn(lots: readonly Lot[]): number {
	return lots.reduce((sum, lot) => sum + lot.left, 0);
}

function text(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
