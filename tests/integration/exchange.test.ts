import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { addRates } from '#lib/server/exchange/add-rates.ts';
import { importRates } from '#lib/server/exchange/import-rates.ts';
import { postAllWaiting } from '#lib/server/exchange/post-waiting.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2026-03-01T12:00:00.000Z';
const clock = () => now;
const actor = { kind: 'system', id: 'test' } as const;
const day = '2025-03-03';

onBothDatabases((open) => {
	async function house(version: Version = plainVersion, count = 1) {
		const db = await open();
		await publish(db, version);
		await build(db);
		const people = await enrol(db, count);
		return { db, people, ada: people[0]! };
	}

	const inCurrency = (person: Person, currency: string, amountMinor: number, more = {}) =>
		stayOf(person, {
			currency,
			folio: [{ class: 'room', amountMinor, on: day }],
			...more
		});
	const rate = (base: string, quote: string, text: string, on = day) => ({
		base,
		quote,
		day: on,
		rate: text
	});
	const add = (db: Db, ...rates: ReturnType<typeof rate>[]) => addRates(db, rates, { actor }, now);
	const balanceOf = async (db: Db, { id }: Person) =>
		(await db.selectFrom('account').select('balance').where('member_id', '=', id).execute())[0]
			?.balance;
	const reasonOf = async (db: Db) =>
		(await db.selectFrom('stay').select('no_points_because').execute()).map(
			(row) => row.no_points_because && (JSON.parse(row.no_points_because) as { code: string }).code
		);
	const clean = async (db: Db) => {
		expect((await verifyLedger(db)).problems).toEqual([]);
	};

	// 10 points per euro, floored: 123.45 CNY at 7.2 are 17.145833… EUR.
	test.for([
		['USD', 10_000, '1.25', 800],
		['CNY', 12_345, '7.2', 171],
		['JPY', 16_050, '160.5', 1_000],
		['KWD', 30_000, '0.3', 1_000],
		['BHD', 1_234, '0.4', 30],
		['USD', 10_000, '3', 333],
		['USD', 10_000, '0.000000003', 333_333_333_333]
	] as const)(
		'D2 D6: %s %i at %s gives %i points, divided exactly',
		async ([currency, minor, text, points]) => {
			const { db, ada } = await house();
			await add(db, rate('EUR', currency, text));
			await recordStays(db, [inCurrency(ada, currency, minor)], now);
			expect(await balanceOf(db, ada)).toBe(points);
			const { reasons } = await db.selectFrom('entry').select('reasons').executeTakeFirstOrThrow();
			expect(JSON.parse(reasons)).toMatchObject({ exchange: { into: 'EUR', day, rate: text } });
			await clean(db);
		}
	);

	test('D2: without a rate of the exact day and direction the stay waits', async () => {
		const { db, ada } = await house();
		await add(db, rate('EUR', 'USD', '1.25', '2025-03-02'), rate('USD', 'EUR', '0.8'));
		await recordStays(db, [inCurrency(ada, 'USD', 10_000)], now);
		expect(await balanceOf(db, ada)).toBe(0);
		expect(await reasonOf(db)).toEqual(['no-exchange-rate']);
		expect(await postAllWaiting(db, clock)).toBe(0);
		await clean(db);
	});

	test('D2: a rate that arrives frees what waited, once, and the guest is told', async () => {
		const { db, people } = await house(plainVersion, 120);
		await recordStays(
			db,
			people.map((one) => inCurrency(one, 'USD', 10_000)),
			now
		);
		await recordStays(db, [inCurrency(people[0]!, 'GBP', 10_000)], now);
		await db.deleteFrom('outbox').execute();
		await add(db, rate('EUR', 'USD', '1.25'));
		const other = await openPlace(placeOf(db));
		const posted = await Promise.all([postAllWaiting(db, clock), postAllWaiting(other, clock)]);
		expect(posted[0]! + posted[1]!).toBe(120);
		expect(await postAllWaiting(db, clock)).toBe(0);
		for (const one of people) expect(await balanceOf(db, one)).toBe(800);
		const told = await db.selectFrom('outbox').select('topic').execute();
		expect(told).toHaveLength(120);
		expect(new Set(told.map(({ topic }) => topic))).toEqual(new Set(['points-posted']));
		expect((await reasonOf(db)).filter((code) => code !== null)).toEqual(['no-exchange-rate']);
		await clean(db);
	});

	test('D2 G1: a rate that makes a stay worth more than any is refuses that stay, and frees the others', async () => {
		const { db, people } = await house(plainVersion, 3);
		const [ada, bea, zoe] = people as [Person, Person, Person];
		await recordStays(
			db,
			[inCurrency(ada, 'USD', 9_000_000), inCurrency(bea, 'USD', 10), inCurrency(zoe, 'USD', 20)],
			now
		);
		await add(db, rate('EUR', 'USD', '0.000000001'));
		expect(await postAllWaiting(db, clock)).toBe(3);
		expect((await reasonOf(db)).toSorted()).toEqual(['amount-too-large', null, null]);
		expect(await balanceOf(db, ada)).toBe(0);
		expect(await balanceOf(db, bea)).toBe(1_000_000_000);
		expect(await postAllWaiting(db, clock)).toBe(0);
		await clean(db);
	});

	test('D2: in whatever order rate, first word and correction come, they end the same', async () => {
		const early = '2025-03-03T12:00:00.000Z';
		const late = '2025-03-04T12:00:00.000Z';
		const balances: unknown[] = [];
		const steps = {
			first: (db: Db, ada: Person) =>
				recordStays(db, [inCurrency(ada, 'USD', 10_000, { stayId: 'S', updatedAt: early })], now),
			second: (db: Db, ada: Person) =>
				recordStays(db, [inCurrency(ada, 'USD', 25_000, { stayId: 'S', updatedAt: late })], now),
			rate: async (db: Db) => {
				await add(db, rate('EUR', 'USD', '1.25'));
				await postAllWaiting(db, clock);
			}
		};
		for (const order of [
			['first', 'second', 'rate'],
			['first', 'rate', 'second'],
			['rate', 'first', 'second'],
			['second', 'first', 'rate'],
			['second', 'rate', 'first'],
			['rate', 'second', 'first']
		] as const) {
			const { db, ada } = await house();
			for (const step of order) await steps[step](db, ada);
			const nights = await db
				.selectFrom('credit')
				.select((credit) => ['kind', credit.fn.sum('amount').as('sum')])
				.groupBy('kind')
				.orderBy('kind')
				.execute();
			balances.push({
				balance: await balanceOf(db, ada),
				credits: nights.map(({ kind, sum }) => [kind, Number(sum)])
			});
			await clean(db);
		}
		expect(balances).toEqual(
			balances.map(() => ({
				balance: 2_000,
				credits: [
					['nights', 2],
					['stays', 1]
				]
			}))
		);
	});

	test('D2: a stay that is corrected into a currency without a rate gives back and waits', async () => {
		const { db, ada } = await house();
		await recordStays(db, [stayOf(ada, { stayId: 'S' })], now);
		const yen = { stayId: 'S', updatedAt: '2025-03-05T00:00:00.000Z' };
		await recordStays(db, [inCurrency(ada, 'JPY', 16_000, yen)], now);
		expect(await balanceOf(db, ada)).toBe(0);
		await add(db, rate('EUR', 'JPY', '160'));
		expect(await postAllWaiting(db, clock)).toBe(1);
		expect(await balanceOf(db, ada)).toBe(1_000);
		await clean(db);
	});

	test('D2 D1: a changed rate needs a reason, is audited, and rewrites nothing of the past', async () => {
		const { db, ada } = await house();
		await add(db, rate('EUR', 'USD', '1.25'));
		await recordStays(db, [inCurrency(ada, 'USD', 10_000)], now);
		expect(await add(db, rate('EUR', 'USD', '1.250'))).toEqual([{ outcome: 'unchanged' }]);
		expect(await add(db, rate('EUR', 'USD', '2'))).toEqual([{ outcome: 'known', rate: '1.25' }]);
		const why = 'The bank had sent the wrong file.';
		const changed = await addRates(db, [rate('EUR', 'USD', '2')], { actor, why }, now);
		expect(changed).toEqual([{ outcome: 'changed' }]);
		const acts = await db
			.selectFrom('audit')
			.select(['act', 'facts', 'why'])
			.orderBy('id')
			.execute();
		expect(acts).toEqual([
			{ act: 'rates-added', facts: '{"rate":"1.25"}', why: null },
			{ act: 'rate-changed', facts: '{"before.rate":"1.25","after.rate":"2"}', why }
		]);
		expect(await postAllWaiting(db, clock)).toBe(0);
		expect(await balanceOf(db, ada)).toBe(800);
		await recordStays(db, [inCurrency(ada, 'USD', 10_000)], now);
		expect(await balanceOf(db, ada)).toBe(1_300);
		await clean(db);
	});

	test('D2: a rate that is none is refused whole, with the field', async () => {
		const { db } = await house();
		const bad = [rate('EUR', 'USD', '1.2'), rate('EUR', 'USD', '0', '2025-01-01')];
		await expect(addRates(db, bad, { actor }, now)).rejects.toMatchObject({
			code: 'invalid',
			facts: { field: 'rate' }
		});
		expect(await db.selectFrom('exchange_rate').selectAll().execute()).toEqual([]);
	});

	test('D2 T8: of a file the good rows are kept and the bad ones said by line; twice is once', async () => {
		const { db } = await house();
		const text = [
			'\ufeffBase,quote,day,rate,source',
			'EUR,USD,2025-03-01,1.1,bank',
			'EUR,USD,2025-03-01,1.10,bank',
			'EUR,USD,2025-03-01,1.2,bank',
			'EUR,USD,2025-03-02,1e1,bank',
			'EUR,EUR,2025-03-02,1,bank',
			'EUR,XX,2025-03-02,1,bank',
			'EUR,JPY,2099-03-02,160,bank',
			'EUR,JPY,,160,bank',
			'"EUR,JPY,2025-03-02,160,bank',
			'EUR,JPY,2025-03-02,160.5,bank'
		].join('\r\n');
		const file = new TextEncoder().encode(text);
		const first = await importRates(db, { file, actor }, clock);
		expect(first).toMatchObject({ rows: 10, created: 2, changed: 0, unchanged: 1, rejected: 7 });
		expect(
			first.errors.map(({ line, reason }) => [line, reason.split(' ').slice(0, 3).join(' ')])
		).toEqual([
			[4, 'is known as'],
			[5, 'rate is not'],
			[6, 'quote is not'],
			[7, 'quote is not'],
			[8, 'day is not'],
			[9, 'day is not'],
			[10, 'has a quote']
		]);
		const again = await importRates(db, { file, actor }, clock);
		expect(again).toMatchObject({ created: 0, changed: 0, unchanged: 3, rejected: 7 });
		const rows = await db
			.selectFrom('exchange_rate')
			.select(['quote', 'rate'])
			.orderBy('quote')
			.execute();
		expect(rows).toEqual([
			{ quote: 'JPY', rate: '160.5' },
			{ quote: 'USD', rate: '1.1' }
		]);
		const why = 'The bank has corrected them.';
		const other = new TextEncoder().encode('base,quote,day,rate\nEUR,USD,2025-03-01,1.3\n');
		expect(await importRates(db, { file: other, actor, why }, clock)).toMatchObject({ changed: 1 });
		const nothing = new TextEncoder().encode('base,quote,day\n');
		await expect(importRates(db, { file: nothing, actor }, clock)).rejects.toMatchObject({
			code: 'columns-missing'
		});
	});

	test('D2: two programme currencies on two dates take the rate of each one’s own', async () => {
		const { db, ada } = await house();
		await db
			.insertInto('programme_version')
			.values({
				number: 2,
				effective_from: '2025-06-01',
				document: JSON.stringify({ ...plainVersion, currency: 'USD' }),
				published_at: '2025-05-01T00:00:00.000Z',
				published_by: 'test'
			})
			.execute();
		await add(db, rate('EUR', 'CNY', '8'), rate('USD', 'CNY', '7', '2025-06-03'));
		const june = { arrival: '2025-06-01', departure: '2025-06-03' };
		await recordStays(
			db,
			[inCurrency(ada, 'CNY', 80_000), { ...inCurrency(ada, 'CNY', 70_000), ...june }],
			now
		);
		expect(await balanceOf(db, ada)).toBe(2_000);
		await clean(db);
	});
});
