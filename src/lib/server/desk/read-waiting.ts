import { dateIn, timeIn, type Instant } from '#lib/domain/calendar.ts';
import { maySee, nearDates } from '#lib/domain/desk/may-see.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import type { DeskName, DeskWaiting } from '#lib/domain/views/desk.ts';
import type { Reader } from '../db/database.ts';
import { findIdentities } from '../members/queries.ts';
import { givesOf } from '../rewards/voucher-lines.ts';
import { listWaiting, type Waiting } from '../rewards/waiting-queries.ts';
import { listStaysHereOf } from '../stays/desk-queries.ts';
import type { Property } from '../stays/properties.ts';

/** What waits for the yes of a house, the first cut-off first; of whom, where its desk may know. */
export async function readWaiting(
	reader: Reader,
	property: Property,
	now: Instant
): Promise<DeskWaiting[]> {
	const waiting = await listWaiting(reader, property.id, now);
	const memberIds = waiting.map(({ memberId }) => memberId);
	const names = await readNames(reader, memberIds, property, now);
	return waiting.map((one) => ({ ...toWaiting(one, property), guest: names.get(one.memberId) }));
}

/** The same of one guest. */
export async function readWaitingOf(
	reader: Reader,
	memberId: string,
	property: Property,
	now: Instant
): Promise<DeskWaiting[]> {
	const waiting = await listWaiting(reader, property.id, now);
	return waiting.filter((one) => one.memberId === memberId).map((one) => toWaiting(one, property));
}

function toWaiting(
	{ redemptionId, reward, nights, useOn, confirmTo }: Waiting,
	{ timeZone }: Property
): DeskWaiting {
	return {
		...givesOf({ reward, nights }),
		redemptionId,
		name: reward.name,
		useOn,
		to: { on: dateIn(timeZone, confirmTo), time: timeIn(timeZone, confirmTo) }
	};
}

async function readNames(
	reader: Reader,
	memberIds: readonly string[],
	{ id: propertyId, timeZone }: Property,
	now: Instant
): Promise<Map<string, DeskName>> {
	const today = dateIn(timeZone, now);
	const stays = await listStaysHereOf(reader, memberIds, { propertyId, ...nearDates(today) });
	const identities = await findIdentities(reader, memberIds);
	const names = new Map<string, DeskName>();
	for (const { memberId, status, givenName, familyName, number } of identities.values()) {
		const own = stays.filter((stay) => stay.member_id === memberId);
		if (status === 'active' && maySee(own, today))
			names.set(memberId, { name: fullName(givenName, familyName), number });
	}
	return names;
}
