import { later, type PlainDate } from '../calendar.ts';
import { versionOn, type Programme, type PublishedVersion } from '../programme/programme.ts';
import type { NewId } from './account.ts';
import type { History, Step } from './history.ts';
import { inSpendingOrder, movesOf, without, type Take } from './lots.ts';
import { emptyPosting, enter } from './posting.ts';
import { receive } from './receive.ts';
import { spendFirstExpiring } from './spend.ts';

export interface Merging {
	readonly merge: string;
	readonly on: PlainDate;
}

export interface MergedAccounts {
	readonly from: Step;
	readonly into: Step;
	/** Each lot that was opened, and the one whose points it holds. */
	readonly lots: readonly { readonly lotId: string; readonly fromLotId: string }[];
}

/**
 * One account goes into another: the balance of the second is the sum of both. Lots keep their dates;
 * what either owes is healed as the points meet it, by entries that say so. Both write one entry, also
 * of 0 points, so that the merge can be named and undone. Both must be settled.
 */
export function mergeAccounts(
	from: History,
	into: History,
	merging: Merging,
	programme: Programme,
	newId: NewId
): MergedAccounts {
	const version = versionOn(programme, merging.on);
	const takes = inSpendingOrder(from.lots).map((lot) => ({ lot, points: lot.left }));
	const left = leave(from, takes, merging, version, newId);
	if (from.account.debt > 0)
		return { from: left, into: owe(from, into, merging, version, newId), lots: [] };
	const reasons = { kind: 'merge', merge: merging.merge, points: from.account.balance } as const;
	const parcels = takes.map(({ lot, points }) => ({ ...lot, points }));
	const received = receive(into, { on: merging.on, reasons, parcels }, version, newId);
	const lots = received.lots.flatMap((lot, at) => {
		const fromLotId = takes[at]?.lot.id;
		return lot && fromLotId !== undefined ? [{ lotId: lot.id, fromLotId }] : [];
	});
	return { from: left, into: activeAs(received, from), lots };
}

function leave(
	from: History,
	takes: readonly Take[],
	{ merge, on }: Merging,
	version: PublishedVersion,
	newId: NewId
): Step {
	const { balance, debt } = from.account;
	const points = balance === 0 ? 0 : -balance;
	const { entry, account } = enter(from.account, {
		id: newId(),
		kind: 'transfer-out',
		points,
		debtChange: debt === 0 ? 0 : -debt,
		effectiveOn: on,
		programmeVersion: version.number,
		reasons: { kind: 'merge', merge, points }
	});
	return {
		posting: { ...emptyPosting(account), entries: [entry], moves: movesOf(entry.id, takes) },
		history: { ...from, account, lots: [] }
	};
}

/** What was owed there meets the points here; what they do not cover is owed here. */
function owe(
	from: History,
	into: History,
	merging: Merging,
	version: PublishedVersion,
	newId: NewId
): Step {
	const { takes, short } = spendFirstExpiring(into.lots, from.account.debt);
	const { entry, account } = enter(into.account, {
		id: newId(),
		kind: 'transfer-in',
		points: -from.account.debt,
		debtChange: short,
		effectiveOn: merging.on,
		programmeVersion: version.number,
		reasons: { kind: 'merge', merge: merging.merge, points: from.account.balance }
	});
	return activeAs(
		{
			posting: { ...emptyPosting(account), entries: [entry], moves: movesOf(entry.id, takes) },
			history: { ...into, account, lots: without(into.lots, takes) }
		},
		from
	);
}

/** Who was active as either was active. */
function activeAs({ posting, history }: Step, { account: { activeOn } }: History): Step {
	if (activeOn === undefined) return { posting, history };
	const { account } = posting;
	const last = account.activeOn === undefined ? activeOn : later(account.activeOn, activeOn);
	const after = { ...account, activeOn: last };
	return { posting: { ...posting, account: after }, history: { ...history, account: after } };
}
