import { Refusal } from '../refusal.ts';
import type { Account, Entry, Lot, LotMove, Posting } from './account.ts';
import type { History, Step } from './history.ts';

export function emptyPosting(account: Account): Posting {
	return {
		account,
		entries: [],
		opened: [],
		moves: [],
		credits: [],
		grants: [],
		pending: [],
		pendingEnds: [],
		milestones: [],
		choices: []
	};
}

export function isEmpty(posting: Posting): boolean {
	return (
		posting.entries.length === 0 &&
		posting.credits.length === 0 &&
		posting.grants.length === 0 &&
		posting.pending.length === 0 &&
		posting.pendingEnds.length === 0 &&
		posting.milestones.length === 0 &&
		posting.choices.length === 0
	);
}

export function nothing(history: History): Step {
	return { posting: emptyPosting(history.account), history };
}

/**
 * Postings of one member, one after the other, as one. A lot that one opens and a later one draws on
 * is opened with what is left of it in the end.
 */
export function joinPostings(first: Posting, ...others: readonly Posting[]): Posting {
	return others.reduce(joinTwo, first);
}

/**
 * Decides the next step on what the last one left, and joins what both write. (Not called `then`: a
 * module that exports that is awaited like a promise when it is imported dynamically.)
 */
export function followedBy(step: Step, next: (history: History) => Step): Step {
	const after = next(step.history);
	return { posting: joinPostings(step.posting, after.posting), history: after.history };
}

function joinTwo(first: Posting, second: Posting): Posting {
	if (isEmpty(first)) return second;
	if (isEmpty(second)) return { ...first, account: second.account };
	return {
		account: second.account,
		entries: [...first.entries, ...second.entries],
		opened: [...drawnOn(first.opened, second.moves), ...second.opened],
		moves: [...first.moves, ...second.moves],
		credits: [...first.credits, ...second.credits],
		grants: [...first.grants, ...second.grants],
		pending: [...first.pending, ...second.pending],
		pendingEnds: [...first.pendingEnds, ...second.pendingEnds],
		milestones: [...first.milestones, ...second.milestones],
		choices: [...first.choices, ...second.choices]
	};
}

function drawnOn(opened: readonly Lot[], moves: readonly LotMove[]): readonly Lot[] {
	if (opened.length === 0 || moves.length === 0) return opened;
	return opened.map((lot) => {
		const moved = moves.reduce((sum, move) => (move.lotId === lot.id ? sum + move.points : sum), 0);
		return moved === 0 ? lot : { ...lot, left: lot.left + moved };
	});
}

/** How many points a step's posting adds to each lot it does not open itself. */
export function lotChanges(posting: Posting): ReadonlyMap<string, number> {
	const opened = new Set(posting.opened.map((lot) => lot.id));
	const changes = new Map<string, number>();
	for (const { lotId, points } of posting.moves)
		if (!opened.has(lotId)) changes.set(lotId, (changes.get(lotId) ?? 0) + points);
	return changes;
}

/**
 * The next line of an account: numbers it and carries the balance on. Refused: `invalid` for points
 * that would make a balance beyond 2^53, which is not a whole number any more.
 */
export function enter(
	account: Account,
	line: Omit<Entry, 'sequence' | 'balanceAfter'>
): { entry: Entry; account: Account } {
	const sequence = account.lastSequence + 1;
	const balance = account.balance + line.points;
	if (!Number.isSafeInteger(balance)) throw new Refusal('invalid', { field: 'points' });
	return {
		entry: { ...line, sequence, balanceAfter: balance },
		account: {
			balance,
			debt: account.debt + line.debtChange,
			lastSequence: sequence,
			activeOn: account.activeOn
		}
	};
}
