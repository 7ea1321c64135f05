import { addDays, later, type PlainDate } from '../calendar.ts';
import { settlePoints } from '../expiry/settle-points.ts';
import type { Pooling, Programme } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import type { Lot, NewId } from './account.ts';
import type { History, Step } from './history.ts';
import { bySpendingOrder, pointsIn } from './lots.ts';
import { followedBy, nothing } from './posting.ts';
import { passPoints } from './transfer.ts';

/** A member of a household who said yes on a day; undefined while they have not. */
export interface Housemate {
	readonly memberId: string;
	readonly agreedOn: PlainDate | undefined;
}

/**
 * From when a household's members may draw from each other: so many days after the last of them said
 * yes. Who was asked and has not answered is none of them yet. Undefined for one alone.
 */
export function poolOpensOn(mates: readonly Housemate[], terms: Pooling): PlainDate | undefined {
	const days = mates.flatMap(({ agreedOn }) => agreedOn ?? []);
	if (days.length < 2) return undefined;
	return addDays(
		days.reduce((last, day) => later(last, day)),
		terms.delayDays
	);
}

export interface Drawing {
	readonly points: number;
	readonly on: PlainDate;
	readonly transfer: string;
}

/**
 * Draws points from the others of a household, whoever's lots expire first, ties by age; those who owe
 * points give none. All or nothing. Refused: `not-enough-points`.
 *
 * @returns the step of the drawer and of everybody who gave, by member
 */
export function drawPoints(
	drawer: { readonly memberId: string; readonly history: History },
	others: ReadonlyMap<string, History>,
	{ points, on, transfer }: Drawing,
	programme: Programme,
	newId: NewId
): Map<string, Step> {
	const settled = new Map(
		[...others].map(([memberId, history]) => [
			memberId,
			settlePoints(history, programme, on, newId)
		])
	);
	const shares = sharesOf(settled, points);
	const steps = new Map<string, Step>();
	let mine = nothing(drawer.history);
	for (const [memberId, share] of shares) {
		const theirs = settled.get(memberId);
		if (!theirs) continue;
		const passing = { points: share, on, how: 'pool', transfer } as const;
		const passed = passPoints(theirs.history, mine.history, passing, programme, newId);
		steps.set(
			memberId,
			followedBy(theirs, () => passed.giver)
		);
		mine = followedBy(mine, () => passed.receiver);
	}
	return steps.set(drawer.memberId, mine);
}

/** How much each gives, when all lots are one row in spending order. */
function sharesOf(settled: ReadonlyMap<string, Step>, points: number): Map<string, number> {
	const row = [...settled]
		.filter(([, { history }]) => history.account.debt === 0)
		.flatMap(([memberId, { history }]) => history.lots.map((lot): [string, Lot] => [memberId, lot]))
		.sort(([, one], [, other]) => bySpendingOrder(one, other));
	const shares = new Map<string, number>();
	let missing = points;
	for (const [memberId, lot] of row) {
		if (missing === 0) break;
		const taken = Math.min(missing, lot.left);
		shares.set(memberId, (shares.get(memberId) ?? 0) + taken);
		missing -= taken;
	}
	const balance = pointsIn(row.map(([, lot]) => lot));
	if (missing > 0) throw new Refusal('not-enough-points', { short: missing, balance });
	return shares;
}
