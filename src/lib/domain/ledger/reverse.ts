import { addDays, type PlainDate } from '../calendar.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import type { What } from '../reasons.ts';
import type { Entry, EntryKind, Lot, LotMove, NewId } from './account.ts';
import type { History, Step } from './history.ts';
import { inSpendingOrder, movesOf, without, type Take } from './lots.ts';
import { emptyPosting, enter } from './posting.ts';
import { spendFirstExpiring } from './spend.ts';

/** An entry that gave points, with what became of them. */
export interface Made {
	readonly entry: Entry;
	/** The lots it opened, also those used up. */
	readonly lots: readonly Lot[];
	/** Every move of those lots, with the kind of the entry that made it. */
	readonly moves: readonly MoveOfKind[];
	/** The last activity of the member without this entry; see lastActivityOn. */
	readonly otherActivityOn: PlainDate | undefined;
}

export interface MoveOfKind extends LotMove {
	readonly kind: EntryKind;
	/** The day on which that entry counts. */
	readonly on?: PlainDate | undefined;
}

/**
 * Takes an entry's points back: from the lots it opened, then in spending order, then as debt where
 * the programme claws back into debt; else what is spent stays with the member. What has expired is
 * not taken again. The account is dated by its last other activity.
 *
 * @param given `comesAnew`: points that are posted in the place of these; as many are never left with
 * the member, who would have them twice
 */
export function reverse(
	history: History,
	made: Made,
	given: { readonly on: PlainDate; readonly why: string; readonly comesAnew?: number },
	programme: Programme,
	newId: NewId
): Step {
	const { entry: original } = made;
	if (original.points <= 0) throw new Error('only entries that gave points are taken back');
	const version = versionOn(programme, given.on);
	const lapsed = Math.min(lapsedOf(made.moves), original.points);
	const due = original.points - lapsed;

	const own = new Set(made.lots.map((lot) => lot.id));
	const first = spendFirstExpiring(
		history.lots.filter((lot) => own.has(lot.id)),
		due
	);
	const rest = spendFirstExpiring(
		history.lots.filter((lot) => !own.has(lot.id)),
		first.short
	);
	const isOwed = version.document.clawback === 'debt';
	const owed = isOwed ? rest.short : Math.min(rest.short, given.comesAnew ?? 0);
	const waived = rest.short - owed;
	const takes = [...first.takes, ...rest.takes];

	const { entry, account } = enter(history.account, {
		id: newId(),
		kind: 'reversal',
		points: minus(due - waived),
		debtChange: owed,
		effectiveOn: given.on,
		programmeVersion: version.number,
		stayId: original.stayId,
		stayRevision: original.stayRevision,
		reverses: original.id,
		reasons: {
			kind: 'reversal',
			of: original.id,
			points: original.points,
			stayId: original.stayId,
			lapsed,
			waived,
			fromOwnLots: due - first.short,
			fromOtherLots: first.short - rest.short,
			owed,
			why: given.why
		}
	});
	const after = { ...account, activeOn: made.otherActivityOn };
	return {
		posting: { ...emptyPosting(after), entries: [entry], moves: movesOf(entry.id, takes) },
		history: { ...history, account: after, lots: without(history.lots, takes) }
	};
}

/** An entry that took points, and from which lots. */
export interface Taken {
	readonly entry: Entry;
	/** What it took from each lot (above 0), and the lot as it is now, also when used up. */
	readonly takes: readonly Take[];
	/** Lots of the account that the member had before it was merged; they are opened here anew. */
	readonly elsewhere?: ReadonlySet<string> | undefined;
	/** The last activity of the member without this entry: spending that is undone was none. */
	readonly otherActivityOn: PlainDate | undefined;
}

/**
 * Gives an entry's points back into the lots they came from, with their dates; a lot that has lapsed
 * is opened anew for the programme's days of grace. What is owed is healed first.
 */
export function giveBack(
	history: History,
	taken: Taken,
	given: { readonly on: PlainDate; readonly what: What },
	programme: Programme,
	newId: NewId
): Step {
	const version = versionOn(programme, given.on);
	const points = taken.takes.reduce((sum, take) => sum + take.points, 0);
	const id = newId();
	let heal = Math.min(history.account.debt, points);
	const debtChange = minus(heal);
	const moves: LotMove[] = [];
	const opened: Lot[] = [];
	const refilled = new Map(history.lots.map((lot) => [lot.id, lot]));
	for (const { lot, points: from } of taken.takes.toReversed()) {
		const healed = Math.min(heal, from);
		heal -= healed;
		const back = from - healed;
		if (back === 0) continue;
		const isOver = lot.validTo !== undefined && lot.validTo < given.on;
		if (isOver || taken.elsewhere?.has(lot.id)) {
			const grace = addDays(given.on, version.document.returnGraceDays ?? 0);
			const validTo = isOver ? grace : lot.validTo;
			const anew = { ...lot, id: newId(), entryId: id, granted: back, left: back, validTo };
			opened.push(anew);
			refilled.set(anew.id, anew);
			moves.push({ entryId: id, lotId: anew.id, points: back });
		} else {
			const open = refilled.get(lot.id) ?? { ...lot, left: 0 };
			refilled.set(lot.id, { ...open, left: open.left + back });
			moves.push({ entryId: id, lotId: lot.id, points: back });
		}
	}
	const { entry, account } = enter(history.account, {
		id,
		kind: 'return',
		points,
		debtChange,
		effectiveOn: given.on,
		programmeVersion: version.number,
		reverses: taken.entry.id,
		reasons: { kind: 'return', of: taken.entry.id, points, what: given.what }
	});
	const after = { ...account, activeOn: taken.otherActivityOn };
	return {
		posting: { ...emptyPosting(after), entries: [entry], opened, moves },
		history: { ...history, account: after, lots: inSpendingOrder([...refilled.values()]) }
	};
}

function lapsedOf(moves: readonly MoveOfKind[]): number {
	return moves.reduce((sum, move) => (move.kind === 'expire' ? sum - move.points : sum), 0);
}

/** Never the number −0, which JSON and tests tell apart. */
function minus(points: number): number {
	return points === 0 ? 0 : -points;
}
