import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readLedger } from '#lib/server/guests/read-ledger.ts';
import { importStays } from '#lib/server/import/import-stays.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { folder } from './import-files.ts';
import { build, enrol, newId, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { balanceOf, givePoints, now, offered, openHouse, redeeming } from './reward-house.ts';

// Faults that other loyalty systems had, as far as they need a database. Each title says which.

const system = { kind: 'system', id: 'test' } as const;
const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);

onBothDatabases((open) => {
	async function house(version: Version = plainVersion, count = 1) {
		const db = await open();
		await publish(db, version);
		await build(db);
		const people = await enrol(db, count);
		return { db, people, ada: people[0]! };
	}

	test('M2 C4: a file and its messages that arrive three times, interleaved and at once, count once', async () => {
		const { db, people } = await house(plainVersion, 4);
		const other = await openPlace(placeOf(db));
		const stays = people.flatMap((person, who) =>
			[1, 2, 3, 4].map((nth) => numbered(person, who, nth))
		);
		const file = path.join(await folder(), 'stays.csv');
		await writeFile(file, toCsv(stays));
		const fromFile = (handle: Db) =>
			importStays(handle, { file, rowsPerTransaction: 3 }, () => now).catch((refusal: unknown) => {
				// Another process is at the same file: that is said, and nothing is done.
				expect(refusal).toMatchObject({ code: 'still-running' });
			});
		const oneByOne = async (handle: Db, order: readonly StayIn[]) => {
			for (const stay of order) await recordStays(handle, [stay], now);
		};
		for (let time = 0; time < 3; time++)
			await Promise.all([
				fromFile(db),
				fromFile(other),
				oneByOne(db, stays),
				oneByOne(other, stays.toReversed()),
				recordStays(other, [...stays, ...stays, ...stays], now)
			]);

		const entries = await db.selectFrom('entry').select(['stay_id', 'kind', 'points']).execute();
		expect(entries).toHaveLength(stays.length);
		expect(new Set(entries.map((entry) => entry.stay_id)).size).toBe(stays.length);
		expect(entries.every(({ kind, points }) => kind === 'earn' && points === 1000)).toBe(true);
		for (const { id } of people) expect(await balanceOf(db, id)).toBe(4000);
		expect(await db.selectFrom('stay_revision').select('stay_id').execute()).toHaveLength(16);
		await clean(db);
	});

	test('C2: the balance is that of the ledger after points lapsed while others were spent', async () => {
		const { db, ada } = await house();
		const lapsing = stayOf(ada, { arrival: '2024-02-27', departure: '2024-02-29' });
		await recordStays(db, [lapsing, stayOf(ada)], now, { quiet: true });
		const other = await openPlace(placeOf(db));
		const day = '2025-04-01';
		const spending = (at: number) =>
			spendPoints(
				other,
				{ source: 'test', id: `spend-${at}`, memberId: ada.id, points: 100, what: 'test' },
				now
			);
		await Promise.all([
			runJob(db, 'expiry', day, () => now),
			spending(1),
			spending(2),
			spending(3)
		]);
		expect(await balanceOf(db, ada.id)).toBe(700);
		const [sum] = await db
			.selectFrom('entry')
			.select(({ fn }) => fn.sum<number>('points').as('points'))
			.execute();
		expect(Number(sum?.points)).toBe(700);
		await clean(db);
	});

	test('D4: points lapse by the dates of their lots, whatever their lines are called', async () => {
		const { db, ada } = await house({
			...plainVersion,
			expiry: { kind: 'lot', months: 1, to: 'day' }
		});
		const give = (at: string, why: string) =>
			adjustPoints(
				db,
				{ source: 'test', id: newId(), memberId: ada.id, points: 100, why },
				system,
				`${at}T12:00:00.000Z`
			);
		await give('2025-01-01', 'gift 2025');
		await give('2025-01-20', 'gift 2025');
		await give('2025-01-25', 'expired 2024');
		await runJob(db, 'expiry', '2025-02-01', () => '2025-02-01T12:00:00.000Z');
		expect(await balanceOf(db, ada.id)).toBe(200);
		await runJob(db, 'expiry', '2025-02-20', () => '2025-02-20T12:00:00.000Z');
		expect(await balanceOf(db, ada.id)).toBe(100);
		await clean(db);
	});

	test('C1 E3: taking a redemption back gives its points, not a picture from before what others did', async () => {
		const { db, ada } = await openHouse(await open());
		const other = await openPlace(placeOf(db));
		const rewardId = await offered(db, { points: 400 });
		const { redemptionId } = await redeemReward(db, redeeming(ada, rewardId, 400), now);
		await Promise.all([
			cancelRedemption(db, { source: 'app', id: newId(), memberId: ada.id, redemptionId }, now),
			givePoints(other, ada.id, 50),
			spendPoints(
				other,
				{ source: 'test', id: newId(), memberId: ada.id, points: 300, what: 'test' },
				now
			)
		]);
		expect(await balanceOf(db, ada.id)).toBe(750);
		await clean(db);
	});

	test('E2: of two rewards asked for together, each of which the points allow alone, one is had', async () => {
		const { db, ada } = await openHouse(await open());
		const other = await openPlace(placeOf(db));
		const [spa, dinner] = [await offered(db, { points: 600 }), await offered(db, { points: 700 })];
		const asked = await Promise.allSettled([
			redeemReward(db, redeeming(ada, spa, 600), now),
			redeemReward(other, redeeming(ada, dinner, 700), now)
		]);
		const refused = asked.flatMap((one) =>
			one.status === 'rejected' ? [one.reason as unknown] : []
		);
		expect(refused).toEqual([expect.objectContaining({ code: 'not-enough-points' })]);
		const had = await db.selectFrom('redemption').select('reward_id').execute();
		expect(had).toHaveLength(1);
		expect(await balanceOf(db, ada.id)).toBe(had[0]?.reward_id === spa ? 400 : 300);
		await clean(db);
	});

	test('C7: each line of the history has its own cost, not that of the last reward', async () => {
		const { db, ada } = await openHouse(await open());
		for (const points of [150, 250, 50]) {
			const rewardId = await offered(db, { points });
			await redeemReward(db, redeeming(ada, rewardId, points), now);
		}
		const { entries } = await readLedger(db, ada.id, undefined, now);
		expect(entries.map(({ points, balanceAfter }) => [points, balanceAfter])).toEqual([
			[-50, 550],
			[-250, 600],
			[-150, 850],
			[1000, 1000]
		]);
	});

	test('D1 C1: a rate that changes does not rewrite the past, not even where a stay of then is corrected', async () => {
		const { db, ada } = await house();
		const stay = stayOf(ada, { stayId: 'before' });
		await recordStays(db, [stay], now);
		const [first] = await db.selectFrom('entry').selectAll().execute();
		const half = plainVersion.earning.map((rule) => ({ ...rule, points: 1 }));
		await publishSecond(db, { ...plainVersion, earning: half }, '2025-04-10');

		const later = '2025-05-01T09:00:00.000Z';
		const after = stayOf(ada, { stayId: 'after', arrival: '2025-04-10', departure: '2025-04-12' });
		await recordStays(db, [after], later);
		expect(await db.selectFrom('entry').selectAll().where('id', '=', first!.id).execute()).toEqual([
			first
		]);
		expect(await balanceOf(db, ada.id)).toBe(1100);

		const folio = [{ class: 'room', amountMinor: 20_000, on: '2025-03-03' }] as const;
		await recordStays(db, [{ ...stay, folio, updatedAt: later }], later);
		const entries = await db
			.selectFrom('entry')
			.select(['kind', 'points', 'programme_version'])
			.orderBy('sequence')
			.execute();
		expect(entries).toEqual([
			{ kind: 'earn', points: 1000, programme_version: 1 },
			{ kind: 'earn', points: 100, programme_version: 2 },
			expect.objectContaining({ kind: 'reversal', points: -1000 }),
			{ kind: 'earn', points: 2000, programme_version: 1 }
		]);
		await clean(db);
	});

	test('C2: points never pass through a float: sums of fifteen digits are exact in the database', async () => {
		const { db, ada } = await openHouse(await open(), { points: 1 });
		const amounts = [999_999_999_999_999, 123_456_789_012_345, 700_000_000_000_001];
		for (const points of amounts) await givePoints(db, ada.id, points);
		await spendPoints(
			db,
			{ source: 'test', id: newId(), memberId: ada.id, points: 99_999_999_999_998, what: 'test' },
			now
		);
		const sum =
			1n + amounts.reduce((all, points) => all + BigInt(points), 0n) - 99_999_999_999_998n;
		expect(BigInt(await balanceOf(db, ada.id))).toBe(sum);
		await expect(givePoints(db, ada.id, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
			code: 'invalid'
		});
		await clean(db);
	});
});

/** The same stay, whoever asks and however often. */
function numbered(person: Person, who: number, nth: number): StayIn {
	const departure = `2025-03-0${nth * 2 + 1}`;
	const arrival = `2025-03-0${nth * 2 - 1}`;
	const folio = [{ class: 'room', amountMinor: 10_000, on: departure }] as const;
	return stayOf(person, { stayId: `${who}-${nth}`, arrival, departure, folio });
}

function toCsv(stays: readonly StayIn[]): string {
	const head =
		'source,stay_id,property,member_number,status,arrival,departure,currency,room_amount';
	const lines = stays.map((stay) =>
		[
			...[stay.source, stay.stayId, stay.property, stay.memberNumber, stay.status],
			...[stay.arrival, stay.departure, stay.currency, '100.00', stay.updatedAt]
		].join()
	);
	return `${[`${head},updated_at`, ...lines].join('\n')}\n`;
}

async function publishSecond(db: Db, version: Version, from: string): Promise<void> {
	await db
		.insertInto('programme_version')
		.values({
			number: 2,
			effective_from: from,
			document: JSON.stringify({ ...version, from }),
			published_at: '2025-04-05T00:00:00.000Z',
			published_by: 'test'
		})
		.execute();
}
