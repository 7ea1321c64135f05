import { promisesTo } from '#lib/domain/desk/promises.ts';
import { nearDates, stayAtDesk } from '#lib/domain/desk/may-see.ts';
import { dateIn, timeIn, type Instant } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { heldTier, type HeldTier } from '#lib/domain/tiers/held-tier.ts';
import type { DeskGuest, DeskName, DeskStay } from '#lib/domain/views/desk.ts';
import { readOpenCases } from '../cases/read-open-cases.ts';
import { hasKeys } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { listGrants } from '../ledger/queries.ts';
import { findIdentity, type Identity } from '../members/queries.ts';
import { readObservations } from '../preferences/read-observations.ts';
import { readWishes } from '../preferences/read-wishes.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { promisedTo } from '../programme/read-promises.ts';
import { listStaysHere } from '../stays/desk-queries.ts';
import type { Property } from '../stays/properties.ts';
import { findPass } from './pass-queries.ts';
import { readMood } from './read-mood.ts';
import { listRewardsHere } from './rewards-here.ts';
import { readWaitingOf } from './read-waiting.ts';
import { listVouchersHere } from './vouchers-here.ts';
import { readPay } from './what-points-pay.ts';

/** The tier that a member holds now, and all of what it is promised. */
async function readTier(reader: Reader, memberId: string, now: Instant, propertyCode?: string) {
	const programme = await readProgramme(reader);
	const today = todayIn(programme, now);
	const held = heldTier(await listGrants(reader, memberId), programme, today);
	const promises = promisesTo(held.tier, versionOn(programme, today).document, propertyCode);
	const promised = promisedTo(held.tier, programme, today, propertyCode);
	return { held, promises, promised };
}

/** What the desk of any house may know of a member: who holds the number is not part of it. */
export async function readCardTier(reader: Reader, memberId: string, now: Instant) {
	return toTierView((await readTier(reader, memberId, now)).held);
}

/** The stay by which the desk of a house may see a member today; undefined: it may not. */
export async function findStayAtDesk(
	reader: Reader,
	memberId: string,
	property: Property,
	now: Instant
): Promise<DeskStay | undefined> {
	const today = dateIn(property.timeZone, now);
	const dates = nearDates(today);
	const rows = await listStaysHere(reader, { memberId, propertyId: property.id, ...dates });
	const found = stayAtDesk(rows, today);
	if (!found) return undefined;
	const { id, status, arrival, departure, nights, rooms, adults, children, room_type } = found.stay;
	return {
		which: found.which,
		...{ id, status, arrival, departure, nights, rooms, adults, children },
		roomType: room_type ?? undefined
	};
}

/** By what the desk of a house sees a member: a stay there, or a code that was shown there. */
export interface SeenBy {
	readonly stay?: DeskStay | undefined;
	readonly passTo?: Instant | undefined;
}

/** Undefined: of this member the desk of this house is told "valid card, tier", and no more. */
export async function findSeenBy(
	reader: Reader,
	memberId: string,
	property: Property,
	now: Instant
): Promise<SeenBy | undefined> {
	const stay = await findStayAtDesk(reader, memberId, property, now);
	const passTo = await findPass(reader, memberId, property.id, now);
	return stay || passTo ? { stay, passTo } : undefined;
}

/** The whole screen of a guest whom the desk of this house may see. */
export async function readDeskGuest(
	reader: Reader,
	member: Identity,
	{ stay, passTo }: SeenBy,
	property: Property,
	now: Instant
): Promise<DeskGuest> {
	const { memberId } = member;
	const { held, promises, promised } = await readTier(reader, memberId, now, property.code);
	return {
		...toName(member),
		tier: toTierView(held),
		tierValidTo: held.validTo,
		promises,
		stay,
		passTo: passTo && timeIn(property.timeZone, passTo),
		wishes: await readWishes(reader, memberId, {
			propertyId: property.id,
			stayId: stay?.id,
			// A code alone opens the file, but not what says something of health.
			health: stay !== undefined,
			promised
		}),
		observed: await readObservations(reader, memberId),
		noteId: hasKeys(reader) ? newId() : undefined,
		vouchers: await listVouchersHere(reader, member.memberId, property, now),
		waiting: await readWaitingOf(reader, member.memberId, property, now),
		pay: await readPay(reader, member.memberId, property, now),
		rewards: await listRewardsHere(reader, member, property, now),
		mood: await readMood(reader, member.memberId, property),
		cases: await readOpenCases(reader, memberId, property)
	};
}

/** Who it is, where the desk of this house may know. */
export async function findDeskName(
	reader: Reader,
	memberId: string,
	property: Property,
	now: Instant
): Promise<DeskName | undefined> {
	const member = await findIdentity(reader, memberId);
	if (member?.status !== 'active') return undefined;
	return (await findSeenBy(reader, memberId, property, now)) && toName(member);
}

function toName({ givenName, familyName, number }: Identity): DeskName {
	return { name: fullName(givenName, familyName), number };
}

function toTierView({ tier: { id, name, tone } }: HeldTier) {
	return { id, name, tone };
}
