import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import type { RewardFilter } from '#lib/domain/views/rewards.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readCard } from '#lib/server/guests/read-card.ts';
import { readEntry } from '#lib/server/guests/read-entry.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { readLots } from '#lib/server/guests/read-lots.ts';
import { readPoints } from '#lib/server/guests/read-points.ts';
import { readReward } from '#lib/server/guests/read-reward.ts';
import { readRewards } from '#lib/server/guests/read-rewards.ts';
import { readStatement, readStatements } from '#lib/server/guests/read-statement.ts';
import { readStay } from '#lib/server/guests/read-stay.ts';
import { readStays } from '#lib/server/guests/read-stays.ts';
import { readVoucher } from '#lib/server/guests/read-voucher.ts';
import { readVouchers } from '#lib/server/guests/read-vouchers.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { onBothDatabases } from './databases.ts';
import { statementsOf } from './statements.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { offered, redeeming } from './reward-house.ts';

const now = '2025-04-01T09:00:00.000Z';
const from = (day: string, nights: number) => ({
	arrival: day,
	departure: new Date(Date.parse(day) + nights * 86_400_000).toISOString().slice(0, 10)
});

onBothDatabases((open, dialect) => {
	async function house(): Promise<{ db: Db; ada: Person; bob: Person }> {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		const [ada, bob] = await enrol(db, 2);
		return { db, ada: ada!, bob: bob! };
	}
	const record = (db: Db, stays: StayIn[]) => recordStays(db, stays, now);

	test('B1: home says tier, points, the way to the next tier and what expires next', async () => {
		const { db, ada } = await house();
		await record(db, [
			stayOf(ada, from('2025-01-10', 4)),
			stayOf(ada, from('2025-02-10', 3)),
			stayOf(ada, { ...from('2025-02-20', 1) }),
			stayOf(ada, { ...from('2025-05-01', 2), status: 'booked', folio: [] })
		]);
		const view = await readHome(db, ada.id, true, now);
		expect(view).toMatchObject({
			name: 'Ada Guest',
			number: ada.number,
			tier: { id: 'member' },
			balance: 3_000,
			expiring: { points: 1_000, validTo: '2026-01-31' },
			next: {
				tier: { id: 'silver' },
				ways: [
					{ by: '2025-12-31', needs: 'all', counters: [{ credit: 'nights', has: 8, goal: 10 }] }
				]
			},
			upcoming: { status: 'booked', arrival: '2025-05-01' }
		});
		expect(view.recent.map(({ on }) => on)).toEqual(['2025-02-21', '2025-02-13', '2025-01-14']);
		const { lots } = await readLots(db, ada.id, now);
		expect({ points: lots[0]?.left, validTo: lots[0]?.validTo }).toEqual(view.expiring);
	});

	test('B1: points of lots that share a date expire together; of last year only this year counts', async () => {
		const { db, ada } = await house();
		await record(db, [
			stayOf(ada, from('2024-12-01', 5)),
			stayOf(ada, from('2025-03-01', 1)),
			stayOf(ada, from('2025-03-05', 1))
		]);
		const late = '2026-01-15T09:00:00.000Z';
		const view = await readHome(db, ada.id, true, late);
		expect(view.expiring).toEqual({ points: 2_000, validTo: '2026-03-31' });
		expect(view.next?.ways[0]?.counters[0]?.has).toBe(0);
	});

	test('B1: a member without anything has a home', async () => {
		const { db, ada } = await house();
		const view = await readHome(db, ada.id, false, now);
		expect(view).toMatchObject({ balance: 0, recent: [], verified: false });
		expect(view.expiring).toBeUndefined();
		expect(view.upcoming).toBeUndefined();
		const card = await readCard(db, ada.id, now);
		expect(card.qr.path).toMatch(/^M0 0h7v1h-7z/);
	});

	test('C2: the history is read page by page, every entry once, newest first', async () => {
		const { db, ada } = await house();
		await record(
			db,
			Array.from({ length: 45 }, (_, at) =>
				stayOf(ada, { ...from('2025-01-01', 1), stayId: `S${at}` })
			)
		);
		const seen: number[] = [];
		let before: number | undefined;
		for (let page = 1; page <= 3; page++) {
			const view = await readPoints(db, ada.id, before, now);
			expect(view.older).toBe(page > 1);
			seen.push(...view.entries.map(({ balanceAfter }) => balanceAfter));
			before = view.olderBefore;
		}
		expect(before).toBeUndefined();
		expect(seen).toEqual(Array.from({ length: 45 }, (_, at) => (45 - at) * 1_000));
	});

	test('C7 G1: an entry and a stay open for their member and for nobody else', async () => {
		const { db, ada, bob } = await house();
		const [result] = await record(db, [stayOf(ada)]);
		const stayId = result && 'stayId' in result ? result.stayId : '';
		const stay = await readStay(db, ada.id, stayId, now);
		expect(stay).toMatchObject({
			stay: { points: 1_000, nights: 2 },
			folio: [{ class: 'room', amountMinor: 10_000 }]
		});
		const entryId = stay.entries[0]?.id ?? '';
		const entry = await readEntry(db, ada.id, entryId, now);
		expect(entry).toMatchObject({
			points: 1_000,
			reasons: { kind: 'stay', base: 1_000 },
			lots: [{ points: 1_000, validTo: '2026-03-31' }]
		});
		await expect(readStay(db, bob.id, stayId, now)).rejects.toThrow('not-found');
		await expect(readEntry(db, bob.id, entryId, now)).rejects.toThrow('not-found');
	});

	test('C6 C7: a correction names what it takes back, and is named by it', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada);
		await record(db, [stay]);
		const updatedAt = '2025-03-04T12:00:00.000Z';
		const folio = [{ class: 'room' as const, amountMinor: 5_000, on: '2025-03-03' }];
		await record(db, [{ ...stay, updatedAt, folio }]);
		const { entries } = await readPoints(db, ada.id, undefined, now);
		const [, reversal, original] = entries;
		const first = await readEntry(db, ada.id, original?.id ?? '', now);
		expect(first.reversedBy?.id).toBe(reversal?.id);
		const second = await readEntry(db, ada.id, reversal?.id ?? '', now);
		expect(second.of?.id).toBe(original?.id);
	});

	test('G1: stays are searched by year and house, those to come first, page by page', async () => {
		const { db, ada } = await house();
		await record(db, [
			...Array.from({ length: 25 }, (_, at) =>
				stayOf(ada, { ...from('2024-02-01', 1), stayId: `A${at}` })
			),
			stayOf(ada, { ...from('2025-03-10', 2), property: 'COAST' }),
			stayOf(ada, { ...from('2025-06-01', 2), status: 'booked', folio: [] }),
			stayOf(ada, { ...from('2025-05-01', 2), status: 'booked', folio: [] }),
			stayOf(ada, { ...from('2025-05-20', 2), status: 'cancelled', folio: [] })
		]);
		const first = await readStays(db, ada.id, {}, now);
		expect(first.upcoming.map(({ arrival }) => arrival)).toEqual(['2025-05-01', '2025-06-01']);
		expect(first.past).toHaveLength(20);
		expect(first.past.slice(0, 2)).toMatchObject([
			{ status: 'cancelled', noPoints: { code: 'cancelled' } },
			{ arrival: '2025-03-10', points: 1_000 }
		]);
		expect(first).toMatchObject({ years: [2025, 2024], older: false });
		expect(first.properties.map(({ code }) => code)).toEqual(['CITY', 'COAST']);

		const second = await readStays(db, ada.id, { before: first.olderBefore }, now);
		expect(second.past).toHaveLength(7);
		expect(second.olderBefore).toBeUndefined();
		expect(second.upcoming).toEqual([]);
		const ids = [...first.past, ...second.past].map(({ id }) => id);
		expect(new Set(ids).size).toBe(27);

		const coast = await readStays(db, ada.id, { year: 2025, property: 'COAST' }, now);
		expect(coast.past.map(({ arrival }) => arrival)).toEqual(['2025-03-10']);
		expect(coast.upcoming).toEqual([]);
	});

	test('E1: rewards are filtered by house and by what points are enough for, cash included', async () => {
		const { db, ada } = await house();
		await record(db, [stayOf(ada)]);
		const everywhere = await offered(db, { points: 900 });
		const here = await offered(db, { points: 500, properties: ['CITY'] });
		const there = await offered(db, { points: 600, properties: ['COAST'] });
		const cash = { minor: 2_000, currency: 'EUR' };
		const withCash = await offered(db, { points: 4_000, withCash: [{ points: 800, cash }] });
		const dear = await offered(db, { points: 1_600 });
		const idsOf = async (filter: RewardFilter) =>
			(await readRewards(db, ada.id, true, now, filter)).rewards.map(({ id }) => id);
		expect(await idsOf({ within: false })).toEqual([here, there, everywhere, dear, withCash]);
		expect(await idsOf({ within: true })).toEqual([here, there, everywhere, withCash]);
		expect(await idsOf({ within: true, house: 'CITY' })).toEqual([here, everywhere, withCash]);
		const view = await readRewards(db, ada.id, true, now, { within: false, house: 'nowhere' });
		expect(view.filter.house).toBeUndefined();
		expect(view.rewards.find(({ id }) => id === dear)?.short).toBe(600);
	});

	test('E1: a reward says each price, its houses with their first day, and what is full', async () => {
		const { db, ada } = await house();
		const cash = { minor: 2_000, currency: 'EUR' };
		const id = await offered(db, {
			kind: 'free-night',
			amount: undefined,
			nightsMost: 2,
			points: 600,
			withCash: [{ points: 400, cash }],
			asks: 'date',
			leadHours: 48
		});
		await record(db, [stayOf(ada)]);
		const view = await readReward(db, ada.id, id, true, now);
		expect(view.offers).toMatchObject([
			{ nights: 1, points: 600, short: undefined },
			{ nights: 2, points: 1_200, short: 200 },
			{ nights: 1, points: 400, cash, cashMinor: 2_000 },
			{ nights: 2, points: 800, cash: { minor: 4_000 }, cashMinor: 2_000 }
		]);
		expect(view.houses).toMatchObject([
			{ code: 'CITY', earliest: '2025-04-04', full: [] },
			{ code: 'COAST', earliest: '2025-04-04', full: [] }
		]);
	});

	test('E4: what is over is read page by page, every voucher once, the newest first', async () => {
		const { db, ada } = await house();
		await record(
			db,
			Array.from({ length: 3 }, (_, at) => stayOf(ada, { stayId: `P${at}` }))
		);
		const rewardId = await offered(db, { points: 100, validDays: 1 });
		for (let at = 0; at < 25; at++)
			await redeemReward(db, redeeming(ada, rewardId, 100), addMilliseconds(now, at * 1_000));
		const later = '2025-04-20T09:00:00.000Z';
		const first = await readVouchers(db, ada.id, later);
		expect([first.open.length, first.past.length, first.older]).toEqual([0, 20, false]);
		const second = await readVouchers(db, ada.id, later, first.olderBefore);
		expect([second.past.length, second.older, second.olderBefore]).toEqual([5, true, undefined]);
		const ids = [...first.past, ...second.past].map(({ id }) => id);
		expect(new Set(ids).size).toBe(25);
		expect((await readVouchers(db, ada.id, later, 'rubbish')).past).toHaveLength(20);
	});

	test('Q6: however much there is, a page reads with a fixed number of statements', async () => {
		const { db, ada, bob } = await house();
		await record(db, [stayOf(ada), stayOf(ada, { ...from('2025-05-01', 2), status: 'booked' })]);
		await record(
			db,
			Array.from({ length: 120 }, (_, at) => stayOf(bob, { stayId: `B${at}` }))
		);
		const rewardId = await offered(db, { properties: ['CITY'], points: 100 }, { stock: 50 });
		for (let at = 0; at < 12; at++) await offered(db, { points: 100 + at });
		const few = await redeemReward(db, redeeming(ada, rewardId, 100), now);
		for (let at = 0; at < 20; at++) await redeemReward(db, redeeming(bob, rewardId, 100), now);
		expect((await readVouchers(db, bob.id, now)).open).toHaveLength(20);
		const pages = [
			(id: string) => readHome(db, id, true, now),
			(id: string) => readPoints(db, id, undefined, now),
			(id: string) => readLots(db, id, now),
			(id: string) => readStatements(db, id, now),
			(id: string) => readStatement(db, id, '2025-04', now),
			(id: string) => readStays(db, id, {}, now),
			(id: string) => readRewards(db, id, true, now),
			(id: string) => readReward(db, id, rewardId, true, now),
			(id: string) => readVouchers(db, id, now),
			() => readVoucher(db, ada.id, few.redemptionId, now)
		];
		for (const page of pages) {
			const little = await statementsOf(db, () => page(ada.id));
			const much = await statementsOf(db, () => page(bob.id));
			expect(much.length).toBeLessThanOrEqual(little.length);
			expect(little.length).toBeGreaterThan(0);
			expect(little.length).toBeLessThanOrEqual(9);
		}
	});

	test.runIf(dialect === 'sqlite')(
		'Q6: no page of a guest reads a table from end to end',
		async () => {
			const { db, ada } = await house();
			await record(db, [stayOf(ada)]);
			const rewardId = await offered(db, { properties: ['CITY'] });
			const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId), now);
			const statements = await statementsOf(db, async () => {
				await readHome(db, ada.id, true, now);
				const { entries } = await readPoints(db, ada.id, undefined, now);
				await readEntry(db, ada.id, entries[0]?.id ?? '', now);
				await readLots(db, ada.id, now);
				await readStatements(db, ada.id, now);
				await readStatement(db, ada.id, '2025-04', now);
				const { past } = await readStays(db, ada.id, {}, now);
				await readStay(db, ada.id, past[0]?.id ?? '', now);
				await readRewards(db, ada.id, true, now);
				await readReward(db, ada.id, rewardId, true, now);
				await readVouchers(db, ada.id, now);
				await readVoucher(db, ada.id, redemptionId, now);
			});
			expect(statements.length).toBeGreaterThan(20);
			for (const text of statements) {
				const plan = await sql<{
					detail: string;
				}>`${sql.raw(`explain query plan ${text.replaceAll('?', 'null')}`)}`.execute(db);
				const scans = plan.rows
					.map(({ detail }) => detail)
					.filter((detail) => !read_whole.test(detail) && detail.startsWith('SCAN '));
				expect(scans, text).toEqual([]);
			}
		}
	);
});

/** What is short by its nature: versions, houses, and of the rewards those that are on offer. */
const read_whole = /^SCAN (programme_version|property|CONSTANT|reward USING INDEX reward_offered)/;
