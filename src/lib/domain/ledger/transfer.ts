import { addDays, endOfYear, startOfYear, type PlainDate, type Span } from '../calendar.ts';
import { settlePoints } from '../expiry/settle-points.ts';
import { versionOn, type Programme, type Transfer } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import type { TransferReasons } from '../reasons.ts';
import type { Lot, NewId, Posting } from './account.ts';
import type { History, Step } from './history.ts';
import { followedBy } from './posting.ts';
import { receive, type Parcel } from './receive.ts';
import { spend } from './spend.ts';

/** One side of a transfer, as far as its rules look at it. */
export interface Side {
	readonly memberId: string;
	readonly joinedOn: PlainDate;
	readonly isVerified: boolean;
	readonly isActive: boolean;
	/** Points owed. */
	readonly debt: number;
	/** Points given, or received, in this calendar year. */
	readonly moved: number;
}

/**
 * Whether one may give points to another. Refused: `transfer-self`, `transfer-too-few`, for either side
 * `account-suspended`, `address-unverified`, `transfer-too-new`, `points-owed`, `transfer-most`.
 */
export function checkTransfer(
	terms: Transfer,
	giver: Side,
	receiver: Side,
	points: number,
	today: PlainDate
): void {
	if (giver.memberId === receiver.memberId) throw new Refusal('transfer-self');
	if (points < terms.pointsMin) throw new Refusal('transfer-too-few', { points: terms.pointsMin });
	for (const [side, who, most] of [
		[giver, 'giver', terms.givenMost],
		[receiver, 'receiver', terms.receivedMost]
	] as const) {
		if (!side.isActive) throw new Refusal('account-suspended', { who });
		if (!side.isVerified) throw new Refusal('address-unverified', { who });
		const from = addDays(side.joinedOn, terms.memberDaysMin);
		if (today < from) throw new Refusal('transfer-too-new', { who, date: from });
		if (side.debt > 0) throw new Refusal('points-owed', { who, owed: side.debt });
		if (side.moved + points > most) throw new Refusal('transfer-most', { who, points: most });
	}
}

/** The calendar year of a day, in which the caps count. */
export function capYear(day: PlainDate): Required<Span> {
	return { from: startOfYear(day), to: endOfYear(day) };
}

export interface Passing {
	readonly points: number;
	readonly on: PlainDate;
	readonly how: TransferReasons['how'];
	/** The transfer that moves them. */
	readonly transfer: string;
}

/** What the two accounts write; each is settled first. */
export interface Passed {
	readonly giver: Step;
	readonly receiver: Step;
}

/**
 * Points pass from one account to another: taken in spending order, each lot's part comes as a lot with
 * the same dates, and heals what is owed first. Refused: `not-enough-points`, `points-owed` of the giver.
 */
export function passPoints(
	giver: History,
	receiver: History,
	{ points, on, how, transfer }: Passing,
	programme: Programme,
	newId: NewId
): Passed {
	const reasons = { kind: 'transfer', how, transfer } as const;
	const given = spend(
		giver,
		{
			kind: 'transfer-out',
			points,
			effectiveOn: on,
			reasons: { ...reasons, points: -points }
		},
		programme,
		newId
	);
	const parcels = parcelsOf(given.posting, giver.lots, on, programme);
	const received = followedBy(settlePoints(receiver, programme, on, newId), (settled) =>
		receive(
			settled,
			{ on, reasons: { ...reasons, points }, parcels },
			versionOn(programme, on),
			newId
		)
	);
	return { giver: given, receiver: received };
}

/** What the last entry of a posting took, lot by lot in spending order. */
function parcelsOf(
	{ entries, moves }: Posting,
	lots: readonly Lot[],
	on: PlainDate,
	programme: Programme
): Parcel[] {
	const last = entries.at(-1);
	const byId = new Map(lots.map((lot) => [lot.id, lot]));
	const { expiry } = versionOn(programme, on).document;
	return moves
		.filter((move) => move.entryId === last?.id)
		.map(({ lotId, points }) => {
			const lot = byId.get(lotId);
			if (!lot) throw new Error(`lot ${lotId} is not the giver's`);
			const { validTo } = lot;
			// Silence would end at once what is old and comes to somebody who was never active.
			const isSilent = validTo === undefined && expiry.kind === 'inactivity';
			return { points: -points, earnedOn: isSilent ? on : lot.earnedOn, validTo };
		});
}
