import {
	addDays,
	addMonths,
	monthOf,
	nightsBetween,
	type PlainDate
} from '#lib/domain/calendar.ts';
import type { Enrolment } from '../members/enrol-members.ts';
import type { StayIn, StayStatus } from '../stays/stay-in.ts';
import { houses, roomFactors, type House } from './group.ts';
import { makePeople } from './people.ts';
import { Random } from './random.ts';

export interface Demo {
	readonly members: readonly Enrolment[];
	/** The guest who signs in, with a little of everything. */
	readonly guest: Enrolment;
	/** The same for a guest who reads Chinese. */
	readonly chineseGuest: Enrolment;
	/** Week after week, as they became known. */
	readonly weeks: readonly DemoWeek[];
	/** Bookings to come, guests in house, and what was cancelled lately. */
	readonly present: readonly StayIn[];
}

/** Somebody looks at the rewards and takes one that the points are enough for. */
export interface Choosing {
	/** Of the redemption. */
	readonly id: string;
	readonly number: string;
	/** Which of them, from 0 to below 1. */
	readonly choice: number;
}

export interface DemoWeek {
	/** The day on which the week's stays are sent and its points spent. */
	readonly on: PlainDate;
	readonly stays: readonly StayIn[];
	readonly choosing: readonly Choosing[];
}

export const guestEmail = 'guest@aurora.example';
export const chineseGuestEmail = 'lin@aurora.example';

const seed = 20_240_301;
const months_back = 37;
const source = 'demo-pms';

/** Two thousand members and three years of stays up to the day before; the same for the same day. */
export function generateDemo(today: PlainDate, memberCount = 2_000): Demo {
	const random = new Random(seed);
	const start = addMonths(today, -months_back);
	const people = makePeople(random, memberCount + 2, 0.3);
	const members = people.slice(2).map((person, at): Enrolment => {
		const days = Math.floor(nightsBetween(start, today) * random.next() ** 1.6);
		const joinedOn = addDays(start, days);
		// One in nine never followed the link.
		const verifiedAt = at % 9 === 4 ? undefined : `${joinedOn}T18:00:00.000Z`;
		return { ...person, joinedOn, verifiedAt };
	});
	const guest: Enrolment = {
		...people[0]!,
		givenName: 'Maya',
		familyName: 'Lindqvist',
		email: guestEmail,
		locale: 'en',
		joinedOn: addDays(start, 3),
		verifiedAt: `${addDays(start, 3)}T09:00:00.000Z`
	};
	const chineseGuest: Enrolment = {
		...people[1]!,
		givenName: '思远',
		familyName: '林',
		email: chineseGuestEmail,
		locale: 'zh-CN',
		joinedOn: addDays(start, 40),
		verifiedAt: `${addDays(start, 40)}T09:00:00.000Z`
	};

	const stays = [
		...ownStays(guest, today),
		...memberStays(random, chineseGuest, 14, today).filter(
			({ departure }) => departure < addDays(today, -1)
		),
		inHouseNow(chineseGuest, today),
		lately(chineseGuest, today),
		...members.flatMap((member, at) => memberStays(random, member, staysOf(random, at), today))
	];
	const numbered = stays.map((stay, at) => ({
		...stay,
		stayId: `D${String(at + 1).padStart(6, '0')}`
	}));
	const past = numbered.filter((stay) => stay.departure < today);
	const weeks: DemoWeek[] = [];
	for (let on = addDays(start, 6); ; on = addDays(on, 7)) {
		const last = on < today ? on : today;
		const before = weeks.at(-1);
		const known = past.filter(
			({ departure }) => departure <= last && departure > (before?.on ?? '')
		);
		weeks.push({
			on: last,
			stays: [...corrections(random, before?.stays ?? [], last), ...known],
			choosing: chooseNow(random, members, last)
		});
		if (last === today) break;
	}
	const present = numbered.filter((stay) => stay.departure >= today);
	return { members, guest, chineseGuest, weeks, present };
}

/** A few regulars, many who come now and then. */
function staysOf(random: Random, rank: number): number {
	if (rank < 12) return random.between(60, 110);
	return 1 + Math.floor(34 * random.next() ** 3.4);
}

function memberStays(random: Random, member: Enrolment, count: number, today: PlainDate): StayIn[] {
	const habit = random.pick(houses);
	const until = lastDayOf(random, member, today);
	const days = nightsBetween(member.joinedOn, until);
	const wanted = Math.max(1, Math.round((count * days) / (36 * 30)));
	const offsets = Array.from({ length: wanted }, () => random.below(Math.max(days, 1))).sort(
		(one, other) => one - other
	);
	const stays: StayIn[] = [];
	let free = member.joinedOn;
	for (const offset of offsets) {
		const house = random.chance(0.7) ? habit : random.pick(houses);
		const wish = addDays(member.joinedOn, offset);
		const arrival = wish > free ? wish : free;
		if (arrival > addDays(today, 60)) break;
		const stay = makeStay(random, member, house, arrival, today);
		stays.push(stay);
		free = addDays(stay.departure, 1);
	}
	return stays;
}

// Some fall silent for good, so that their points lapse; the others go on into the coming weeks.
function lastDayOf(random: Random, member: Enrolment, today: PlainDate): PlainDate {
	const silent = addDays(member.joinedOn, random.between(30, 240));
	return random.chance(0.08) && silent < today ? silent : addDays(today, 45);
}

function makeStay(
	random: Random,
	member: Enrolment,
	house: House,
	arrival: PlainDate,
	today: PlainDate
): StayIn {
	const nights = random.chance(0.02) ? 0 : Number(random.weighted(house.nights));
	const departure = addDays(arrival, nights);
	const roomType = random.weighted(house.roomTypes);
	const status = statusOf(random, arrival, departure, today);
	const bookedOn = addDays(arrival, -random.between(1, 90));
	const price =
		house.nightMinor * (house.season[monthOf(arrival) - 1] ?? 100) * (roomFactors[roomType] ?? 100);
	const nightMinor = Math.round((price * random.between(85, 120)) / 1_000_000);
	const there = status === 'checked_out' || status === 'in_house';
	const food = there
		? Math.round((house.foodMinor * Math.max(nights, 1) * random.between(0, 160)) / 100)
		: 0;
	const spa = there && random.chance(house.spaShare) ? random.between(45, 220) * 100 : 0;
	const other = there && random.chance(0.25) ? random.between(5, 60) * 100 : 0;
	const lines = [
		{ class: 'room', amountMinor: nightMinor * Math.max(nights, 1) },
		{ class: 'food', amountMinor: food },
		{ class: 'spa', amountMinor: spa },
		{ class: 'other', amountMinor: other }
	] as const;
	return {
		source,
		stayId: '',
		property: house.property.code,
		memberNumber: member.number,
		status,
		bookedOn: bookedOn > today ? today : bookedOn,
		arrival,
		departure,
		rooms: random.chance(0.04) ? 2 : 1,
		adults: random.between(1, 2),
		children: random.chance(0.12) ? random.between(1, 2) : 0,
		roomType,
		ratePlan: random.weighted({ flexible: 50, saver: 30, package: 20 }),
		channel: random.weighted({ direct: 55, app: 20, corporate: 15, agency: 10 }),
		currency: house.property.currency,
		folio: lines.filter((line) => line.amountMinor > 0).map((line) => ({ ...line, on: departure })),
		awardNights: 0,
		updatedAt: `${status === 'booked' ? bookedOn : departure < today ? departure : today}T10:30:00.000Z`
	};
}

function statusOf(
	random: Random,
	arrival: PlainDate,
	departure: PlainDate,
	today: PlainDate
): StayStatus {
	const lost = random.weighted({ cancelled: 7, no_show: 2, not: 91 });
	if (departure < today) return lost === 'not' ? 'checked_out' : lost;
	if (arrival <= today) return 'in_house';
	return lost === 'cancelled' ? 'cancelled' : 'booked';
}

/** One bill in a hundred is put right in the week after. */
function corrections(random: Random, stays: readonly StayIn[], on: PlainDate): StayIn[] {
	return stays
		.filter((stay) => isRight(stay) && (stay.stayId === guestsWrongBill || random.chance(0.01)))
		.map((stay) => ({
			...stay,
			folio: stay.folio.slice(0, 1),
			updatedAt: `${on}T12:00:00.000Z`
		}));
}

// The guest's three nights in the city, half a year ago.
const guestsWrongBill = 'D000016';

function isRight({ status, folio, updatedAt }: StayIn): boolean {
	return status === 'checked_out' && folio.length > 1 && updatedAt.endsWith('T10:30:00.000Z');
}

function chooseNow(random: Random, members: readonly Enrolment[], on: PlainDate): Choosing[] {
	const some = members.filter(
		({ joinedOn, verifiedAt }) =>
			verifiedAt !== undefined && joinedOn < addMonths(on, -3) && random.chance(0.004)
	);
	return some.map(({ number }) => ({
		id: makeUuid(random),
		number,
		choice: random.next()
	}));
}

/** An id that a phone could have made. */
export function makeUuid(random: Random): string {
	const digits = (count: number) =>
		Array.from({ length: count }, () => random.below(16).toString(16)).join('');
	return `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`;
}

/** Somebody whom the desk has in front of it. */
function inHouseNow(member: Enrolment, today: PlainDate): StayIn {
	const arrival = addDays(today, -1);
	const stay = makeStay(new Random(seed + 2), member, houses[0]!, arrival, today);
	return {
		...stay,
		departure: addDays(today, 2),
		status: 'in_house',
		roomType: 'Superior',
		rooms: 1
	};
}

/** A stay that its guest is asked about now. */
function lately(member: Enrolment, today: PlainDate): StayIn {
	const arrival = addDays(today, -16);
	const stay = makeStay(new Random(seed + 3), member, houses[2]!, arrival, today);
	return { ...stay, departure: addDays(arrival, 3), status: 'checked_out', rooms: 1 };
}

/** The demo guest's years, told by hand: every kind of stay that a guest can ask about is in it. */
function ownStays(member: Enrolment, today: PlainDate): StayIn[] {
	const [city, bay, apartments] = houses as readonly [House, House, House];
	const random = new Random(seed + 1);
	const told: readonly (readonly [House, number, number, StayStatus, string])[] = [
		// house, days ago of the arrival, nights, status, channel
		[city, 1_090, 2, 'checked_out', 'direct'],
		[bay, 1_020, 7, 'checked_out', 'direct'],
		[city, 930, 1, 'checked_out', 'agency'],
		[apartments, 860, 5, 'checked_out', 'app'],
		[city, 800, 3, 'checked_out', 'direct'],
		[bay, 690, 10, 'checked_out', 'direct'],
		[city, 640, 2, 'cancelled', 'app'],
		[apartments, 575, 14, 'checked_out', 'corporate'],
		[city, 520, 3, 'checked_out', 'app'],
		[city, 455, 2, 'checked_out', 'direct'],
		[bay, 400, 7, 'checked_out', 'app'],
		[city, 345, 4, 'checked_out', 'app'],
		[apartments, 300, 7, 'checked_out', 'corporate'],
		[city, 262, 2, 'no_show', 'direct'],
		[bay, 215, 7, 'checked_out', 'app'],
		[city, 168, 3, 'checked_out', 'direct'],
		[city, 120, 0, 'checked_out', 'direct'],
		[apartments, 90, 7, 'checked_out', 'app'],
		[city, 52, 3, 'checked_out', 'app'],
		[bay, 16, 5, 'checked_out', 'app'],
		[city, -16, 3, 'booked', 'app'],
		[bay, -75, 7, 'booked', 'direct']
	];
	return told.map(([house, ago, nights, status, channel]) => {
		const arrival = addDays(today, -ago);
		const departure = addDays(arrival, nights);
		const stay = makeStay(random, member, house, arrival, today);
		const room = stay.folio[0]!.amountMinor;
		const before = Math.max(nightsBetween(stay.arrival, stay.departure), 1);
		const folio = [
			{ class: 'room' as const, amountMinor: Math.round((room / before) * Math.max(nights, 1)) },
			...(status === 'checked_out'
				? [
						{ class: 'food' as const, amountMinor: house.foodMinor * Math.max(nights, 1) },
						...(house === bay ? [{ class: 'spa' as const, amountMinor: 12_000 }] : [])
					]
				: [])
		].map((line) => ({ ...line, on: departure }));
		const updatedAt = `${departure < today ? departure : stay.bookedOn}T10:30:00.000Z`;
		return { ...stay, rooms: 1, departure, status, channel, folio, updatedAt };
	});
}
