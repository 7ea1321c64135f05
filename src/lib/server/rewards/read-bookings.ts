import { dateIn, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { isWhole, statusOn } from '#lib/domain/rewards/voucher.ts';
import type {
	BookingGuest,
	BookingLine,
	BookingsView,
	BookingView
} from '#lib/domain/views/bookings.ts';
import type { Reader } from '../db/database.ts';
import { listState, readList } from '../lists.ts';
import { findIdentities } from '../members/queries.ts';
import { readProgramme, readToday, todayIn } from '../programme/read-programme.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { bookingSorts, countBookings, listBookings, type Booking } from './booking-queries.ts';
import { findBought } from './redemption-queries.ts';
import { givesOf, wallOf } from './voucher-lines.ts';

/** What guests booked and nobody has used yet, the next day first, as the address of the list asks. */
export async function readBookings(reader: Reader, url: URL, now: Instant): Promise<BookingsView> {
	const asked = readList(url, { sorts: bookingSorts, filters: ['house', 'status'] });
	const houses = await listProperties(reader);
	const { house, status } = asked.filters;
	const filter = {
		propertyId: houses.find(({ code }) => code === house)?.id,
		status: (['reserved', 'issued'] as const).find((one) => one === status),
		today: await readToday(reader, now)
	};
	const found = await listBookings(reader, filter, asked);
	return {
		list: listState(asked, await countBookings(reader, filter)),
		bookings: await toLines(reader, found, houses),
		houses: houses.map(({ code, name }) => ({ code, name }))
	};
}

const shown_of_one = 20;

/** The same of one member. */
export async function readBookingsOf(
	reader: Reader,
	memberId: string,
	today: PlainDate
): Promise<BookingLine[]> {
	const first = { sort: 'day', descending: false, offset: 0, limit: shown_of_one } as const;
	const found = await listBookings(reader, { memberId, today }, first);
	return found.length === 0 ? [] : toLines(reader, found, await listProperties(reader));
}

/** One of them, whatever became of it. Refused: `not-found` for what is booked at no house. */
export async function readBooking(reader: Reader, id: string, now: Instant): Promise<BookingView> {
	const bought = await findBought(reader, id);
	const houses = await listProperties(reader);
	const house = houses.find((one) => one.id === bought?.bookedAt);
	if (!bought || !house) throw new Refusal('not-found');
	const programme = await readProgramme(reader);
	const { pointsName } = versionOn(programme, todayIn(programme, now)).document;
	const [line] = await toLines(reader, [{ ...bought, propertyId: house.id }], houses);
	if (!line) throw new Refusal('not-found');
	return {
		...line,
		status: statusOn(bought, dateIn(house.timeZone, now)),
		gives: givesOf(bought),
		points: bought.points,
		pointsName,
		redeemedOn: bought.redeemedOn,
		confirmed: bought.confirmedAt !== undefined,
		canWithdraw: bought.status === 'issued' && isWhole(bought)
	};
}

async function toLines(
	reader: Reader,
	found: readonly Booking[],
	houses: readonly Property[]
): Promise<BookingLine[]> {
	const memberIds = found.map(({ memberId }) => memberId);
	const identities = await findIdentities(reader, memberIds);
	return found.flatMap(({ id, reward, status, useOn, validTo, confirmTo, ...booking }) => {
		const house = houses.find((one) => one.id === booking.propertyId);
		const member = identities.get(booking.memberId);
		if (!house || !member) return [];
		const guest: BookingGuest = {
			id: member.memberId,
			name: fullName(member.givenName, member.familyName),
			number: member.number
		};
		const waitsTo = status === 'reserved' && confirmTo ? wallOf(house, confirmTo) : undefined;
		return [{ id, name: reward.name, status, house: house.name, useOn, validTo, waitsTo, guest }];
	});
}
