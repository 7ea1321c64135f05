import { later, type PlainDate } from '../calendar.ts';
import type { Credit, Entry, Pending, Posting } from '../ledger/account.ts';
import { lastActivityOn } from '../ledger/activity.ts';
import type { History } from '../ledger/history.ts';
import type { Made, MoveOfKind } from '../ledger/reverse.ts';
import type { Programme } from '../programme/programme.ts';

/** What a stay made when it was last posted. */
export interface MadeByStay {
	/** Its standing entry that gave points, if there is one. */
	readonly earned?: Made | undefined;
	/** Its points that still waited. */
	readonly pending?: Pending | undefined;
	/** All credit rows of the stay, with those that cancel others. */
	readonly credits: readonly Credit[];
}

/**
 * What a stay made, after time alone has gone on: its points may have lapsed, or been posted.
 *
 * @param before the member's history before that
 */
export function madeSince(
	made: MadeByStay,
	before: History,
	since: Posting,
	programme: Programme
): MadeByStay {
	const entry = made.earned?.entry ?? releasedEntry(made.pending, since);
	if (!entry) return made;
	const lots = made.earned?.lots ?? since.opened.filter((lot) => lot.entryId === entry.id);
	const moves = [...(made.earned?.moves ?? []), ...movesOfLots(lots, since)];
	const others = since.entries.filter(({ id }) => id !== entry.id);
	const last = lastActivityOn(others, programme);
	const first = made.earned ? made.earned.otherActivityOn : before.account.activeOn;
	const otherActivityOn = laterOf(first, last);
	return { credits: made.credits, earned: { entry, lots, moves, otherActivityOn } };
}

/** The entry with which pending points were posted. */
export function releasedEntry(
	pending: Pending | undefined,
	{ pendingEnds, entries }: Posting
): Entry | undefined {
	const end = pending && pendingEnds.find(({ pendingId }) => pendingId === pending.id);
	return end && entries.find(({ id }) => id === end.entryId);
}

/** What a posting moved in lots, with the kinds and days of the entries that did. */
export function movesOfLots(lots: readonly { readonly id: string }[], posting: Posting) {
	const own = new Set(lots.map((lot) => lot.id));
	const entries = new Map(posting.entries.map((entry) => [entry.id, entry]));
	return posting.moves.flatMap((move): MoveOfKind[] => {
		const entry = entries.get(move.entryId);
		if (!entry || !own.has(move.lotId)) return [];
		return [{ ...move, kind: entry.kind, on: entry.effectiveOn }];
	});
}

function laterOf(one: PlainDate | undefined, other: PlainDate | undefined): PlainDate | undefined {
	return one === undefined ? other : other === undefined ? one : later(one, other);
}
