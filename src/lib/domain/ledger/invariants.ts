import { recomputePoints } from '../earning/recompute-points.ts';
import type { Programme } from '../programme/programme.ts';
import type { PlainDate } from '../calendar.ts';
import type {
	Account,
	Credit,
	Entry,
	Lot,
	LotMove,
	Pending,
	PendingEnd,
	TierGrant
} from './account.ts';
import { lastActivityOn } from './activity.ts';
import { checkTiers } from './check-tiers.ts';

/** All rows of one member. */
export interface MemberRows {
	readonly joinedOn: PlainDate;
	readonly account: Account;
	/** By sequence. */
	readonly entries: readonly Entry[];
	/** Those of the profiles that were merged into this one, where there are any. */
	readonly mergedEntries?: readonly Entry[] | undefined;
	/** All lots, also those used up. */
	readonly lots: readonly Lot[];
	readonly moves: readonly LotMove[];
	readonly credits: readonly Credit[];
	readonly grants: readonly TierGrant[];
	/** All that ever waited, and how it ended. */
	readonly pending: readonly Pending[];
	readonly pendingEnds: readonly PendingEnd[];
}

export interface Broken {
	readonly invariant:
		| 'balance'
		| 'debt'
		| 'sequence'
		| 'balance-after'
		| 'entry-moves'
		| 'lot-left'
		| 'reversed-twice'
		| 'reasons'
		| 'active-on'
		| 'pending'
		| 'tier'
		| 'year-end';
	readonly subject: string;
	readonly stored: string | number | null;
	readonly computed: string | number | null;
}

/** Everything about a member's ledger that does not hold; empty when all does. */
export function checkMember(rows: MemberRows, programme: Programme): Broken[] {
	return [
		...checkSums(rows),
		...checkChain(rows),
		...checkMoves(rows),
		...checkReversals(rows),
		...checkReasons(rows),
		...checkActivity(rows, programme),
		...checkPending(rows),
		...checkTiers(rows, programme)
	];
}

type Value = string | number | null;

function broken(
	invariant: Broken['invariant'],
	subject: string,
	stored: Value,
	computed: Value
): Broken[] {
	return stored === computed ? [] : [{ invariant, subject, stored, computed }];
}

function checkSums({ account, entries, lots }: MemberRows): Broken[] {
	const left = sum(lots.map((lot) => lot.left));
	const debt = sum(entries.map((entry) => entry.debtChange));
	return [
		...broken('balance', 'entries', account.balance, sum(entries.map((entry) => entry.points))),
		...broken('balance', 'lots', account.balance, left - account.debt),
		...broken('debt', 'entries', account.debt, debt),
		...(account.debt < 0 ? broken('debt', 'below-zero', account.debt, 0) : []),
		...(account.debt > 0 ? broken('debt', 'beside-open-lots', left, 0) : [])
	];
}

function checkChain({ account, entries }: MemberRows): Broken[] {
	const problems: Broken[] = [];
	let balance = 0;
	for (const [at, entry] of entries.entries()) {
		balance += entry.points;
		problems.push(
			...broken('sequence', entry.id, entry.sequence, at + 1),
			...broken('balance-after', entry.id, entry.balanceAfter, balance)
		);
	}
	return [...problems, ...broken('sequence', 'account', account.lastSequence, entries.length)];
}

function checkMoves({ entries, lots, moves }: MemberRows): Broken[] {
	const byEntry = sums(moves, (move) => move.entryId);
	const byLot = sums(moves, (move) => move.lotId);
	const granting = new Map(moves.map((move) => [`${move.entryId} ${move.lotId}`, move.points]));
	return [
		...entries.flatMap((entry) =>
			broken('entry-moves', entry.id, entry.points, (byEntry.get(entry.id) ?? 0) - entry.debtChange)
		),
		...lots.flatMap((lot) => [
			...broken('lot-left', lot.id, lot.left, byLot.get(lot.id) ?? 0),
			...broken(
				'lot-left',
				`${lot.id} granted`,
				lot.granted,
				granting.get(`${lot.entryId} ${lot.id}`) ?? 0
			),
			...(lot.left < 0 || lot.left > lot.granted
				? broken('lot-left', `${lot.id} bounds`, lot.left, lot.granted)
				: [])
		])
	];
}

function checkReversals({ entries }: MemberRows): Broken[] {
	const counts = new Map<string, number>();
	for (const { reverses } of entries)
		if (reverses !== undefined) counts.set(reverses, (counts.get(reverses) ?? 0) + 1);
	return [...counts].flatMap(([id, count]) => broken('reversed-twice', id, count, 1));
}

function checkReasons({ entries }: MemberRows): Broken[] {
	return entries.flatMap((entry) => {
		const computed = recomputePoints(entry.reasons);
		return Number.isNaN(computed)
			? broken('reasons', entry.id, entry.points, null)
			: broken('reasons', entry.id, entry.points, computed);
	});
}

function checkActivity(
	{ account, entries, mergedEntries = [] }: MemberRows,
	programme: Programme
): Broken[] {
	const computed = lastActivityOn([...entries, ...mergedEntries], programme);
	return broken('active-on', 'account', account.activeOn ?? null, computed ?? null);
}

/** What was posted has one entry, with its points and its stay, that counts on its day. */
function checkPending({ entries, pending, pendingEnds }: MemberRows): Broken[] {
	const byId = new Map(entries.map((entry) => [entry.id, entry]));
	const used = new Set<string>();
	return pending.flatMap((one) => {
		const ends = pendingEnds.filter(({ pendingId }) => pendingId === one.id);
		const { entryId } = ends[0] ?? {};
		if (entryId === undefined) return broken('pending', one.id, ends.length > 1 ? 2 : 0, 0);
		const entry = byId.get(entryId);
		const again = used.has(entryId);
		used.add(entryId);
		return [
			...broken('pending', one.id, again ? 2 : ends.length, 1),
			...broken('pending', `${one.id} points`, entry?.points ?? null, one.points),
			...broken('pending', `${one.id} stay`, entry?.stayId ?? null, one.stayId ?? null),
			...broken('pending', `${one.id} day`, entry?.effectiveOn ?? null, one.releaseOn)
		];
	});
}

function sums(moves: readonly LotMove[], keyOf: (move: LotMove) => string): Map<string, number> {
	const totals = new Map<string, number>();
	for (const move of moves) totals.set(keyOf(move), (totals.get(keyOf(move)) ?? 0) + move.points);
	return totals;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
