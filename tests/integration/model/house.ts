import { makeMemberNumber } from '#lib/domain/members/number.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import { versionSchema } from '#lib/domain/programme/schema.ts';
import type { Db } from '#lib/server/db/database.ts';
import { insertRows } from '#lib/server/db/statement.ts';
import { transact } from '#lib/server/db/transact.ts';
import { newId } from '#lib/server/ids.ts';
import { openAccounts } from '#lib/server/ledger/queries.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';

/** 10 points per euro of the room, 5 per euro of food, a quarter more for Silver from 10 nights on. */
export const plainVersion: Version = {
	currency: 'EUR',
	timeZone: 'UTC',
	pointsName: { en: { one: 'point', other: 'points' } },
	brands: ['standard'],
	backdateDays: 0,
	counters: [
		{ id: 'nights', unit: 'nights', name: { en: 'nights' } },
		{ id: 'stays', unit: 'stays', name: { en: 'stays' } }
	],
	tiers: [
		{ id: 'member', name: { en: 'Member' }, tone: 'plain', bonus: 0, ways: [] },
		{
			id: 'silver',
			name: { en: 'Silver' },
			tone: 'silver',
			bonus: '0.25',
			ways: [
				{
					id: 'silver-nights',
					kind: 'reach',
					window: { kind: 'calendar-year' },
					needs: { kind: 'at-least', credit: 'nights', amount: 10 },
					validity: { kind: 'end-of-month', month: 12, yearsAfter: 1 }
				}
			]
		}
	],
	credits: [
		{ id: 'nights', kind: 'nights', credit: 'nights', awardNights: 'skip', countsOn: 'departure' },
		{ id: 'stays', kind: 'stays', credit: 'stays' }
	],
	earning: [
		{
			id: 'room',
			kind: 'rate',
			points: 10,
			per: 1,
			classes: ['room'],
			basis: 'departure',
			as: 'base'
		},
		{
			id: 'food',
			kind: 'rate',
			points: 5,
			per: 1,
			classes: ['food'],
			basis: 'departure',
			as: 'base'
		}
	],
	rounding: { mode: 'floor', at: 'line' },
	expiry: { kind: 'lot', months: 12, to: 'end-of-month' },
	awards: [{ id: 'survey', kind: 'fixed', on: 'survey', points: 200 }],
	clawback: 'debt',
	returnGraceDays: 30
};

/** The same with points that live as long as the member is not silent for 12 months. */
export const silentVersion: Version = {
	...plainVersion,
	expiry: { kind: 'inactivity', months: 12, activity: ['stay', 'redeem'] }
};

export async function publish(db: Db, version: Version): Promise<void> {
	versionSchema.parse(version);
	await db
		.insertInto('programme_version')
		.values({
			number: 1,
			effective_from: '0001-01-01',
			document: JSON.stringify(version),
			published_at: '2024-01-01T00:00:00.000Z',
			published_by: 'test'
		})
		.execute();
}

export async function build(db: Db, codes: readonly string[] = ['CITY']): Promise<void> {
	await transact(db, (trx) =>
		insertRows(
			trx,
			'property',
			codes.map((code) => ({
				id: newId(),
				code,
				name: JSON.stringify({ en: code }),
				time_zone: 'UTC',
				currency: 'EUR',
				brand: 'standard',
				created_at: '2024-01-01T00:00:00.000Z',
				revision: 1,
				hours: null
			}))
		)
	);
}

export interface Person {
	readonly id: string;
	readonly number: string;
}

export { newId };

let made = 0;

/** Members with empty accounts; whoever is `guest-N@example.test` has that as proven address. */
export function enrol(db: Db, count: number, joinedOn = '2024-01-01'): Promise<Person[]> {
	return transact(db, async (trx) => {
		const people = Array.from({ length: count }, () => {
			made += 1;
			const number = makeMemberNumber((limit) => (limit === 9 ? 0 : made));
			return { id: newId(), number, name: `guest-${made}` };
		});
		await insertRows(
			trx,
			'member',
			people.map(({ id, number }) => ({
				id,
				number,
				status: 'active' as const,
				joined_on: joinedOn,
				joined_at: `${joinedOn}T00:00:00.000Z`,
				merged_into: null
			}))
		);
		await insertRows(
			trx,
			'member_identity',
			people.map(({ id, name }) => ({
				member_id: id,
				given_name: 'Ada',
				given_name_key: 'ada',
				family_name: 'Guest',
				family_name_key: 'guest',
				email: `${name}@example.test`,
				email_key: `${name}@example.test`,
				email_verified_at: `${joinedOn}T00:00:00.000Z`,
				locale: 'en',
				pending_email: null
			}))
		);
		await openAccounts(
			trx,
			people.map(({ id }) => id)
		);
		return people;
	});
}

/** A stay of two nights for 100 euros that ended on 3 March 2025, unless said otherwise. */
export function stayOf(person: Person | undefined, more: Partial<StayIn> = {}): StayIn {
	const departure = more.departure ?? '2025-03-03';
	return {
		source: 'pms',
		stayId: newId(),
		property: 'CITY',
		memberNumber: person?.number,
		status: 'checked_out',
		arrival: '2025-03-01',
		departure,
		rooms: 1,
		adults: 1,
		children: 0,
		currency: 'EUR',
		folio: [{ class: 'room', amountMinor: 10_000, on: departure }],
		awardNights: 0,
		updatedAt: '2025-03-03T12:00:00.000Z',
		...more
	};
}
