import { expect, test } from 'vitest';
import type { Expiry, Version } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { readLots } from '#lib/server/guests/read-lots.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2025-06-15T12:00:00.000Z';

onBothDatabases((open) => {
	/** 1,000 points each of stays that ended on 10 January, 20 January and 31 March 2025. */
	async function house(expiry: Expiry, more: Partial<Version> = {}) {
		const db = await open();
		await publish(db, { ...plainVersion, ...more, expiry });
		await build(db);
		const [ada] = await enrol(db, 1);
		const days = ['2025-01-10', '2025-01-20', '2025-03-31'];
		await recordStays(
			db,
			days.map((day) => stayOf(ada, { arrival: day, departure: day })),
			'2025-04-01T12:00:00.000Z'
		);
		return { db, ada: ada! };
	}
	const dates = async (db: Db, { id }: Person, at = now) =>
		(await readLots(db, id, at)).lots.map(({ validTo }) => validTo);

	test.for([
		[{ kind: 'never' }, [undefined, undefined, undefined], { kind: 'never' }],
		[
			{ kind: 'lot', months: 11, to: 'end-of-month' },
			['2025-12-31', '2025-12-31', '2026-02-28'],
			{ kind: 'lot', amount: 11, unit: 'months', to: 'end-of-month' }
		],
		[
			{ kind: 'lot', months: 11, to: 'month-end-plus' },
			['2025-12-31', '2025-12-31', '2026-02-28'],
			{ kind: 'lot', to: 'month-end-plus' }
		],
		[
			{ kind: 'lot', months: 11, to: 'day' },
			['2025-12-09', '2025-12-19', '2026-02-27'],
			{ kind: 'lot', to: 'day' }
		],
		[
			{ kind: 'lot-days', days: 365 },
			['2026-01-09', '2026-01-19', '2026-03-30'],
			{ kind: 'lot', amount: 365, unit: 'days', to: 'day' }
		],
		[
			{ kind: 'inactivity', months: 12, activity: ['stay', 'redeem'] },
			['2026-03-30', '2026-03-30', '2026-03-30'],
			{
				unit: 'months',
				validTo: '2026-03-30',
				ifActiveToday: '2026-06-14',
				activity: ['stay', 'redeem']
			}
		],
		[
			{ kind: 'inactivity', days: 365, activity: ['stay'] },
			['2026-03-30', '2026-03-30', '2026-03-30'],
			{ unit: 'days', amount: 365, validTo: '2026-03-30', ifActiveToday: '2026-06-14' }
		]
	] as [Expiry, (string | undefined)[], object][])(
		'C8: under %o every open lot has its own date, and the rule is said',
		async ([expiry, expected, rule]) => {
			const { db, ada } = await house(expiry);
			expect(await dates(db, ada)).toEqual(expected);
			expect((await readLots(db, ada.id, now)).rule).toMatchObject(rule);
		}
	);

	test('C8: while a tier lasts points sleep, and the page says until when they last after it', async () => {
		const [member, silver] = plainVersion.tiers;
		const { db, ada } = await house(
			{ kind: 'inactivity', months: 12, activity: ['stay'], sleepsFrom: 'silver' },
			{ tiers: [member!, silver!] }
		);
		const long = { arrival: '2025-05-01', departure: '2025-05-12' };
		await recordStays(db, [stayOf(ada, long)], now);
		const { rule } = await readLots(db, ada.id, now);
		// Silver to 31 December 2026; the twelve months begin on 1 January 2027.
		expect(rule).toMatchObject({ sleepsWith: { id: 'silver' }, validTo: '2027-12-31' });
		expect(new Set(await dates(db, ada))).toEqual(new Set(['2027-12-31']));
	});

	test('C8 C2: after expiry page, balance, lots and ledger say the same', async () => {
		const { db, ada } = await house({ kind: 'lot', months: 11, to: 'end-of-month' });
		const later = '2026-01-01T03:00:00.000Z';
		// What is over but not yet written off is not offered.
		expect(await dates(db, ada, later)).toEqual(['2026-02-28']);
		await runJob(db, 'expiry', '2026-01-01', () => later);
		const page = await readLots(db, ada.id, later);
		const home = await readHome(db, ada.id, true, later);
		const { sum } = await db
			.selectFrom('entry')
			.select((entry) => entry.fn.sum('points').as('sum'))
			.executeTakeFirstOrThrow();
		expect(page.balance).toBe(1_000);
		expect(home.balance).toBe(1_000);
		expect(Number(sum)).toBe(1_000);
		expect(page.lots.reduce((total, lot) => total + lot.left, 0)).toBe(1_000);
		expect(home.expiring).toEqual({ points: 1_000, validTo: '2026-02-28' });
	});
});
