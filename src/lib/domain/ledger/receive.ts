import type { PlainDate } from '../calendar.ts';
import type { PublishedVersion } from '../programme/programme.ts';
import type { Reasons } from '../reasons.ts';
import type { Lot, NewId } from './account.ts';
import { active } from './activity.ts';
import type { History, Step } from './history.ts';
import { inSpendingOrder } from './lots.ts';
import { emptyPosting, enter } from './posting.ts';

/** Points that come from another account, with the dates they have there. */
export interface Parcel {
	readonly points: number;
	readonly earnedOn: PlainDate;
	readonly validTo?: PlainDate | undefined;
}

export interface Receiving {
	readonly on: PlainDate;
	readonly reasons: Reasons;
	/** In spending order. */
	readonly parcels: readonly Parcel[];
}

export interface Received extends Step {
	/** The lot each parcel opened; none where it went whole into what was owed. */
	readonly lots: readonly (Lot | undefined)[];
}

/**
 * Points of another account come in: what is owed is healed by those that would live longest, each
 * other parcel opens a lot with its own dates. Where silence ends points and they have no date, they
 * age from the day they came, as any gift.
 */
export function receive(
	history: History,
	{ on, reasons, parcels }: Receiving,
	version: PublishedVersion,
	newId: NewId
): Received {
	const id = newId();
	const points = parcels.reduce((sum, parcel) => sum + parcel.points, 0);
	const healed = Math.min(history.account.debt, points);
	const lots: (Lot | undefined)[] = [];
	let heal = healed;
	for (const parcel of parcels.toReversed()) {
		const kept = parcel.points - Math.min(heal, parcel.points);
		heal -= parcel.points - kept;
		lots.unshift(kept === 0 ? undefined : lotOf(parcel, kept, id, newId));
	}
	const opened = lots.filter((lot) => lot !== undefined);
	const { entry, account } = enter(history.account, {
		id,
		kind: 'transfer-in',
		points,
		debtChange: healed === 0 ? 0 : -healed,
		effectiveOn: on,
		programmeVersion: version.number,
		reasons
	});
	const after = active(account, entry, version.document);
	return {
		posting: {
			...emptyPosting(after),
			entries: [entry],
			opened,
			moves: opened.map((lot) => ({ entryId: id, lotId: lot.id, points: lot.granted }))
		},
		history: {
			...history,
			account: after,
			lots: inSpendingOrder([...history.lots, ...opened])
		},
		lots
	};
}

function lotOf({ earnedOn, validTo }: Parcel, points: number, entryId: string, newId: NewId): Lot {
	return { id: newId(), entryId, granted: points, left: points, earnedOn, validTo };
}
