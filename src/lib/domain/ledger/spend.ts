import type { PlainDate } from '../calendar.ts';
import { settlePoints } from '../expiry/settle-points.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import type { Reasons } from '../reasons.ts';
import type { EntryKind, Lot, NewId } from './account.ts';
import { active } from './activity.ts';
import type { History, Step } from './history.ts';
import { inSpendingOrder, movesOf, pointsIn, without, type Take } from './lots.ts';
import { emptyPosting, enter, followedBy } from './posting.ts';

/** Takes points from the lot that expires first, ties by age then id, undated last. */
export function spendFirstExpiring(
	lots: readonly Lot[],
	points: number
): { readonly takes: readonly Take[]; readonly short: number } {
	const takes: Take[] = [];
	let short = points;
	for (const lot of inSpendingOrder(lots)) {
		if (short === 0) break;
		const taken = Math.min(lot.left, short);
		if (taken === 0) continue;
		takes.push({ lot, points: taken });
		short -= taken;
	}
	return { takes, short };
}

export interface Spending {
	readonly kind: Extract<EntryKind, 'redeem' | 'adjust' | 'transfer-out'>;
	/** Above 0. */
	readonly points: number;
	readonly effectiveOn: PlainDate;
	readonly reasons: Reasons;
}

/**
 * Lets lapse what is over by that day, then takes the points. Refuses `points-owed` while there is
 * debt and `not-enough-points` when the lots hold less.
 */
export function spend(
	history: History,
	spending: Spending,
	programme: Programme,
	newId: NewId
): Step {
	if (!Number.isSafeInteger(spending.points) || spending.points <= 0)
		throw new Error(`spending ${spending.points} points`);
	const settled = settlePoints(history, programme, spending.effectiveOn, newId);
	return followedBy(settled, (now) => take(now, spending, programme, newId));
}

function take(history: History, spending: Spending, programme: Programme, newId: NewId): Step {
	const { account } = history;
	if (account.debt > 0) throw new Refusal('points-owed', { owed: account.debt });
	const { takes, short } = spendFirstExpiring(history.lots, spending.points);
	if (short > 0) throw new Refusal('not-enough-points', { short, balance: pointsIn(history.lots) });
	const version = versionOn(programme, spending.effectiveOn);
	const entered = enter(account, {
		id: newId(),
		kind: spending.kind,
		points: -spending.points,
		debtChange: 0,
		effectiveOn: spending.effectiveOn,
		programmeVersion: version.number,
		reasons: spending.reasons
	});
	const after = active(entered.account, entered.entry, version.document);
	return {
		posting: {
			...emptyPosting(after),
			entries: [entered.entry],
			moves: movesOf(entered.entry.id, takes)
		},
		history: { ...history, account: after, lots: without(history.lots, takes) }
	};
}
