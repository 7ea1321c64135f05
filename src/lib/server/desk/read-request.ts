import { timeIn, type Instant } from '#lib/domain/calendar.ts';
import { isOpen, minutes_open, triesLeft } from '#lib/domain/desk/request.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { DeskAsked, DeskPaid, GuestAsked } from '#lib/domain/views/desk-request.ts';
import { minutesAfter } from '../clock.ts';
import type { Reader } from '../db/database.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findReward } from '../rewards/queries.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { findLatestRequest, type KeptRequest } from './request-queries.ts';

/** What was asked, as the desk reads it. */
export async function readAsked(
	reader: Reader,
	request: KeptRequest,
	{ timeZone }: Property,
	now: Instant
): Promise<DeskAsked> {
	const { validTo, tries } = request;
	return {
		...(await readPaid(reader, request, now)),
		until: timeIn(timeZone, validTo),
		triesLeft: triesLeft(tries)
	};
}

export async function readPaid(
	reader: Reader,
	request: KeptRequest,
	now: Instant
): Promise<DeskPaid> {
	const member = await findIdentity(reader, request.memberId);
	if (!member) throw new Refusal('not-found');
	const { givenName, familyName, number } = member;
	return {
		...(await readTerms(reader, request, now)),
		guest: { name: fullName(givenName, familyName), number }
	};
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
	return {
		...(await readTerms(reader, request, now)),
		house: house.name,
		until: timeIn(house.timeZone, validTo),
		status: status === 'open' && !open ? 'over' : status,
		code: open ? code : undefined,
		redemptionId
	};
}

async function readTerms(reader: Reader, request: KeptRequest, now: Instant) {
	const { id, points, bill, amount, rewardId } = request;
	const kept = await findReward(reader, rewardId);
	if (!kept) throw new Refusal('not-found');
	const programme = await readProgramme(reader);
	const { pointsName } = versionOn(programme, todayIn(programme, now)).document;
	return { id, name: kept.reward.name, points, pointsName, bill, amount };
}
