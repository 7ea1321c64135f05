import { timeIn, type Instant } from '#lib/domain/calendar.ts';
import { isOpen, minutes_open, triesLeft } from '#lib/domain/desk/request.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { givenAtDesk, givenAtOnce } from '#lib/domain/rewards/reward.ts';
import { takeBackTo } from '#lib/domain/rewards/voucher.ts';
import type { DeskName } from '#lib/domain/views/desk.ts';
import type {
	DeskAsked,
	DeskBecame,
	DeskPaid,
	GuestAsked
} from '#lib/domain/views/desk-request.ts';
import { minutesAfter } from '../clock.ts';
import type { Reader } from '../db/database.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findReward } from '../rewards/queries.ts';
import { findBought } from '../rewards/redemption-queries.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { findLatestRequest, type KeptRequest } from './request-queries.ts';
import { secondsBetween } from './take-at-desk.ts';
import { findTakeable, toDeskVoucher } from './vouchers-here.ts';

/** What was asked, as the desk reads it. */
export async function readAsked(
	reader: Reader,
	request: KeptRequest,
	{ timeZone }: Property,
	now: Instant
): Promise<DeskAsked> {
	const { validTo, tries } = request;
	return {
		...(await readTerms(reader, request, now)),
		guest: await readName(reader, request.memberId),
		until: timeIn(timeZone, validTo),
		triesLeft: triesLeft(tries)
	};
}

/** What became of it. Refused: `request-over` for points that were put back. */
export async function readPaid(
	reader: Reader,
	request: KeptRequest,
	property: Property,
	now: Instant
): Promise<DeskPaid> {
	return {
		...(await readTerms(reader, request, now)),
		guest: await readName(reader, request.memberId),
		became: await readBecame(reader, request.id, property, now)
	};
}

async function readBecame(
	reader: Reader,
	redemptionId: string,
	property: Property,
	now: Instant
): Promise<DeskBecame> {
	const bought = await findBought(reader, redemptionId);
	if (!bought || bought.status === 'returned') throw new Refusal('request-over');
	const { reward, status, usedAt } = bought;
	if (givenAtDesk.includes(reward.kind)) {
		const backSeconds = usedAt === undefined ? 0 : secondsBetween(now, takeBackTo(usedAt));
		return { kind: 'bill', takeId: redemptionId, backSeconds };
	}
	if (givenAtOnce.includes(reward.kind)) return { kind: 'given' };
	if (status === 'reserved') return { kind: 'waiting' };
	const { no } = await findTakeable(reader, bought.code, property, now);
	return { kind: 'voucher', voucher: no === undefined ? toDeskVoucher(bought) : undefined };
}

async function readName(reader: Reader, memberId: string): Promise<DeskName> {
	const member = await findIdentity(reader, memberId);
	if (!member) throw new Refusal('not-found');
	const { givenName, familyName, number } = member;
	return { name: fullName(givenName, familyName), number };
}

/** How long a guest reads what became of the last one. */
const minutes_shown = minutes_open + 20;

/** What the desk asks a member for, or asked just now; undefined: nothing. */
export async function readGuestAsked(
	reader: Reader,
	memberId: string,
	now: Instant
): Promise<GuestAsked | undefined> {
	const since = minutesAfter(now, -minutes_shown);
	const request = await findLatestRequest(reader, memberId, since);
	const properties = request ? await listProperties(reader) : [];
	const house = properties.find(({ id }) => id === request?.propertyId);
	if (!request || !house) return undefined;
	const { status, code, redemptionId, validTo } = request;
	const open = isOpen(request, now);
	const became = redemptionId === undefined ? undefined : await findBought(reader, redemptionId);
	const isUndone = request.bill !== undefined && became?.status === 'returned';
	return {
		...(await readTerms(reader, request, now)),
		house: house.name,
		until: timeIn(house.timeZone, validTo),
		status: isUndone ? 'undone' : status === 'open' && !open ? 'over' : status,
		code: open ? code : undefined,
		redemptionId
	};
}

async function readTerms(reader: Reader, request: KeptRequest, now: Instant) {
	const { id, points, bill, amount, cash, choice, rewardId } = request;
	const kept = await findReward(reader, rewardId);
	if (!kept) throw new Refusal('not-found');
	const programme = await readProgramme(reader);
	const { pointsName } = versionOn(programme, todayIn(programme, now)).document;
	const { useOn, nights } = choice ?? {};
	return { id, name: kept.reward.name, points, pointsName, bill, amount, cash, useOn, nights };
}
