import type { PlainDate } from '../calendar.ts';
import { lotValidTo } from '../expiry/lot-dates.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import type { Entry, Lot, LotMove, NewId } from './account.ts';
import type { History, Step } from './history.ts';
import { bySpendingOrder, inSpendingOrder, type Take } from './lots.ts';
import { emptyPosting, enter } from './posting.ts';
import { reverse, type Made } from './reverse.ts';

export interface Undoing {
	readonly merge: string;
	readonly on: PlainDate;
	/** The balance that came with the merge and what later entries took back or gave back of it. */
	readonly points: number;
}

/**
 * The account that stays gives up what came: from the lots that came first, then in spending order,
 * then as debt where the programme claws back into debt. What expired here is not taken again. Where
 * debts came, it gets those points back, into the lots that had paid for them.
 *
 * @param made the entry of the merge, with the lots that came or that returns of the other's spending
 * opened since
 * @param paid what a debt that came took from which lots, as they are now
 */
export function giveUp(
	history: History,
	made: Made,
	paid: readonly Take[],
	undoing: Undoing,
	programme: Programme,
	newId: NewId
): Step {
	if (undoing.points <= 0) return regain(history, made, paid, undoing, programme, newId);
	const entry = { ...made.entry, points: undoing.points };
	const given = { on: undoing.on, why: 'unmerged' };
	return reverse(history, { ...made, entry }, given, programme, newId);
}

function regain(
	history: History,
	{ entry: original, otherActivityOn }: Made,
	paid: readonly Take[],
	{ merge, on, points: due }: Undoing,
	programme: Programme,
	newId: NewId
): Step {
	const version = versionOn(programme, on);
	const id = newId();
	const points = due === 0 ? 0 : -due;
	const healed = Math.min(history.account.debt, points);
	const refill = fill(paid, points - healed);
	const rest = points - healed - refill.reduce((sum, take) => sum + take.points, 0);
	const moves: LotMove[] = refill.map(({ lot, points: back }) => ({
		entryId: id,
		lotId: lot.id,
		points: back
	}));
	const opened: Lot[] = [];
	if (rest > 0) {
		const validTo = lotValidTo(version.document.expiry, on);
		const lot = { id: newId(), entryId: id, granted: rest, left: rest, earnedOn: on, validTo };
		opened.push(lot);
		moves.push({ entryId: id, lotId: lot.id, points: rest });
	}
	const { entry, account } = enter(history.account, {
		id,
		kind: 'reversal',
		points,
		debtChange: healed === 0 ? 0 : -healed,
		effectiveOn: on,
		programmeVersion: version.number,
		reverses: original.id,
		reasons: { kind: 'merge', merge, points, undone: true }
	});
	const after = { ...account, activeOn: otherActivityOn };
	return {
		posting: { ...emptyPosting(after), entries: [entry], opened, moves },
		history: { ...history, account: after, lots: refilled(history.lots, refill, opened) }
	};
}

/**
 * The account that went gets its lots back with their dates, and those that paid for what was returned
 * since. What was taken back since is missing in the lots of those entries first, then in spending
 * order, then owed.
 *
 * @param went the entry of the merge and what it took from which lots
 * @param returned what spending that was undone since had taken from which lots
 * @param takenBack entries of this account that were taken back since
 */
export function getBack(
	history: History,
	went: { readonly entry: Entry; readonly takes: readonly Take[] },
	returned: readonly Take[],
	takenBack: ReadonlySet<string>,
	{ merge, on, points }: Undoing,
	programme: Programme,
	newId: NewId
): Step {
	const wanted = new Map<string, Take>();
	for (const { lot, points: back } of [...went.takes, ...returned])
		wanted.set(lot.id, { lot, points: (wanted.get(lot.id)?.points ?? 0) + back });
	const whole = [...wanted.values()].reduce((sum, take) => sum + take.points, 0);
	const inOrder = [...wanted.values()].sort((one, other) => bySpendingOrder(one.lot, other.lot));
	const isGone = ({ lot }: Take) => takenBack.has(lot.entryId);
	const first = [
		...inOrder.filter((take) => isGone(take)),
		...inOrder.filter((take) => !isGone(take))
	];
	const missing = fill(first, whole - points);
	const gone = new Map(missing.map((take) => [take.lot.id, take.points]));
	const owed = whole - points - missing.reduce((sum, take) => sum + take.points, 0);
	const refill = inOrder
		.map(({ lot, points: back }) => ({ lot, points: back - (gone.get(lot.id) ?? 0) }))
		.filter((take) => take.points > 0);

	const { entry, account } = enter(history.account, {
		id: newId(),
		kind: 'reversal',
		points,
		debtChange: owed,
		effectiveOn: on,
		programmeVersion: versionOn(programme, on).number,
		reverses: went.entry.id,
		reasons: { kind: 'merge', merge, points, undone: true }
	});
	const moves = refill.map(({ lot, points: back }) => ({
		entryId: entry.id,
		lotId: lot.id,
		points: back
	}));
	return {
		posting: { ...emptyPosting(account), entries: [entry], moves },
		history: { ...history, account, lots: refilled(history.lots, refill, []) }
	};
}

/** So much of them, one after the other. */
function fill(takes: readonly Take[], points: number): Take[] {
	const filled: Take[] = [];
	let missing = points;
	for (const { lot, points: most } of takes) {
		const part = Math.min(missing, most);
		if (part <= 0) break;
		filled.push({ lot, points: part });
		missing -= part;
	}
	return filled;
}

function refilled(
	lots: readonly Lot[],
	refill: readonly Take[],
	opened: readonly Lot[]
): readonly Lot[] {
	const byId = new Map(lots.map((lot) => [lot.id, lot]));
	for (const { lot, points } of refill) {
		const open = byId.get(lot.id) ?? { ...lot, left: 0 };
		byId.set(lot.id, { ...open, left: open.left + points });
	}
	return inSpendingOrder([...byId.values(), ...opened]);
}
