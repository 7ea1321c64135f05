import type { PlainDate } from '../calendar.ts';
import type { EntryKind, NewId, Posting } from '../ledger/account.ts';
import { newHistory, type History } from '../ledger/history.ts';
import type { Programme } from '../programme/programme.ts';
import { postStay } from '../stays/post-stay.ts';
import { settle } from '../stays/settle.ts';
import type { RateOn, StayFacts } from '../stays/stay.ts';
import { heldTier } from '../tiers/held-tier.ts';

/** What a programme would have given a member for their stays. */
export interface Replayed {
	readonly stays: number;
	/** Of them, those that gave points. */
	readonly earning: number;
	/** Of them, those that wait for an exchange rate. */
	readonly waiting: number;
	readonly entries: number;
	/** Points of the entries, by their kind. */
	readonly points: Readonly<Partial<Record<EntryKind, number>>>;
	readonly balance: number;
	/** Points that are not posted yet. */
	readonly pending: number;
	/** The tier held on the last day, by its id. */
	readonly tier: string;
	readonly milestones: number;
}

/**
 * Posts stays as if the programme had always been in force, for a member who has nothing yet, through
 * the functions that post real ones, and lets time do the rest through the last day. `stays` stand in
 * the order in which they are posted: departure, arrival, source, stay id. Nothing is spent.
 */
export function replayMember(
	stays: readonly StayFacts[],
	programme: Programme,
	member: { readonly joinedOn: PlainDate; readonly through: PlainDate },
	rateOn: RateOn,
	newId: NewId = countingIds()
): Replayed {
	const { joinedOn, through } = member;
	let history: History = newHistory(joinedOn);
	const sums = new Sums();
	let earning = 0;
	let waiting = 0;
	for (const stay of stays) {
		const posted = postStay(history, stay, programme, rateOn, through, newId);
		history = posted.history;
		sums.add(posted.posting);
		if (posted.noPointsBecause === undefined) earning += 1;
		else if (posted.noPointsBecause.code === 'no-exchange-rate') waiting += 1;
	}
	const settled = settle(history, programme, through, newId);
	history = settled.history;
	sums.add(settled.posting);
	return {
		stays: stays.length,
		earning,
		waiting,
		...{ entries: sums.entries, points: sums.points, milestones: sums.milestones },
		balance: history.account.balance,
		pending: history.pending.reduce((sum, { points }) => sum + points, 0),
		tier: heldTier(history.grants, programme, through).tier.id
	};
}

class Sums {
	entries = 0;
	milestones = 0;
	readonly points: Partial<Record<EntryKind, number>> = {};

	add({ entries, milestones }: Posting): void {
		this.entries += entries.length;
		this.milestones += milestones.length;
		for (const { kind, points } of entries) this.points[kind] = (this.points[kind] ?? 0) + points;
	}
}

function countingIds(): NewId {
	let last = 0;
	return () => String((last += 1)).padStart(9, '0');
}
