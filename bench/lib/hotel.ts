import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, type Instant } from '#lib/domain/calendar.ts';
import { makeMemberNumber } from '#lib/domain/members/number.ts';
import { readTemplate } from '#lib/domain/programme/templates.ts';
import type { Db } from '#lib/server/db/database.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { enrolMembers } from '#lib/server/members/enrol-members.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
import { addProperty } from '#lib/server/stays/properties.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';

/** An installation to measure on: Meridian, one property, members who joined two years ago. */
export interface Hotel {
	readonly db: Db;
	readonly dataDir: string;
	readonly now: Instant;
	readonly members: readonly { readonly id: string; readonly number: string }[];
	readonly remove: () => Promise<void>;
}

const system = { kind: 'system', id: 'bench' } as const;

export async function buildHotel({ members: count }: { members: number }): Promise<Hotel> {
	const dataDir = await mkdtemp(path.join(tmpdir(), 'stayward-bench-'));
	const db = await openDatabase({ dataDir });
	const now = new Date().toISOString();
	await migrate(db, now);
	const name = { en: 'House of Measures' };
	const place = { timeZone: 'America/New_York', currency: 'USD', brand: 'standard' };
	await addProperty(db, { code: 'HOUSE', name, ...place }, system, now);
	await publishProgramme(db, readTemplate('meridian'), undefined, system, now);
	return {
		db,
		dataDir,
		now,
		members: await enrol(db, count, now),
		remove: async () => {
			await db.destroy();
			await rm(dataDir, { recursive: true });
		}
	};
}

async function enrol(db: Db, count: number, now: Instant): Promise<Hotel['members']> {
	const draw = seeded(1);
	const joinedOn = addDays(now.slice(0, 10), -730);
	const people = Array.from({ length: count }, (_, at) => ({
		number: makeMemberNumber((limit) => Math.floor(draw() * limit)),
		...{ givenName: `Guest`, familyName: `Number${at}`, email: `guest${at}@example.com` },
		...{ locale: 'en', joinedOn, verifiedAt: now }
	}));
	const enrolled = await enrolMembers(db, people, now);
	return enrolled.flatMap((one, at) =>
		one.outcome === 'created' ? [{ id: one.memberId, number: people[at]!.number }] : []
	);
}

/** The `nth` stay of a member: two nights and a dinner, each stay three days after the one before. */
export function stayOf(hotel: Hotel, memberAt: number, nth: number): StayIn {
	const departure = addDays(hotel.now.slice(0, 10), -3 * nth - 1);
	return {
		...{ source: 'bench', stayId: `${memberAt}-${nth}`, property: 'HOUSE' },
		memberNumber: hotel.members[memberAt]!.number,
		status: 'checked_out',
		...{ bookedOn: departure, arrival: addDays(departure, -2), departure },
		...{ rooms: 1, adults: 2, children: 0, currency: 'USD', awardNights: 0 },
		folio: [
			{ class: 'room', amountMinor: 24_000 + nth, on: departure },
			{ class: 'food', amountMinor: 5_310, on: departure }
		],
		updatedAt: hotel.now
	};
}

/** Numbers from 0 to 1, the same every time. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
