import { describe, expect, test } from 'vitest';
import type { Lot, TierGrant } from '../ledger/account.ts';
import { newHistory, type History } from '../ledger/history.ts';
import type { Expiry } from '../programme/programme.ts';
import { countingIds, programmeLike } from '../testing/make.ts';
import { silenceOf, silentTo } from './inactivity.ts';
import { lotValidTo } from './lot-dates.ts';
import { expiryCalendar, pointsValidTo } from './expiry-calendar.ts';
import { nextLapse } from './next-lapse.ts';
import { settlePoints } from './settle-points.ts';

function lot(id: string, earnedOn: string, validTo?: string, left = 100): Lot {
	return { id, entryId: `entry-${id}`, granted: left, left, earnedOn, validTo };
}

function historyOf(
	lots: readonly Lot[],
	activeOn?: string,
	grants: readonly TierGrant[] = []
): History {
	const balance = lots.reduce((sum, one) => sum + one.left, 0);
	return {
		...newHistory('2015-01-01'),
		account: { balance, debt: 0, lastSequence: lots.length, activeOn },
		lots,
		grants
	};
}

function grantOf(tier: string, from: string, validTo: string | undefined): TierGrant {
	return {
		id: `${tier}-${from}`,
		tier,
		from,
		validTo,
		reason: { kind: 'named' },
		programmeVersion: 1
	};
}

const silence = (months: number, more: Partial<Extract<Expiry, { kind: 'inactivity' }>> = {}) =>
	({ kind: 'inactivity', months, activity: ['stay', 'redeem'], ...more }) as const;

describe('D4: dates of lots', () => {
	test.each([
		[{ kind: 'lot', months: 24, to: 'end-of-month' }, '2025-11-10', '2027-11-30'],
		[{ kind: 'lot', months: 24, to: 'end-of-month' }, '2025-11-30', '2027-11-30'],
		[{ kind: 'lot', months: 36, to: 'end-of-month' }, '2017-02-10', '2020-02-29'],
		[{ kind: 'lot', months: 36, to: 'month-end-plus' }, '2017-02-10', '2020-02-28'],
		[{ kind: 'lot', months: 12, to: 'end-of-month' }, '2024-01-31', '2025-01-31'],
		[{ kind: 'lot', months: 1, to: 'end-of-month' }, '2024-01-31', '2024-02-29'],
		[{ kind: 'lot', months: 24, to: 'day' }, '2024-02-29', '2026-02-27'],
		[{ kind: 'lot', months: 24, to: 'day' }, '2024-03-01', '2026-02-28'],
		[{ kind: 'lot-days', days: 30 }, '2026-03-03', '2026-04-01'],
		[{ kind: 'fixed-day', month: 12, day: 31, yearsAfter: 0 }, '2026-03-03', '2026-12-31'],
		[{ kind: 'fixed-day', month: 12, day: 31, yearsAfter: 0 }, '2026-12-31', '2026-12-31'],
		[{ kind: 'fixed-day', month: 12, day: 31, yearsAfter: 1 }, '2026-03-03', '2027-12-31'],
		[{ kind: 'fixed-day', month: 3, day: 31, yearsAfter: 0 }, '2026-03-31', '2026-03-31'],
		[{ kind: 'fixed-day', month: 3, day: 31, yearsAfter: 0 }, '2026-04-01', '2027-03-31'],
		[{ kind: 'fixed-day', month: 3, day: 31, yearsAfter: 2 }, '2026-04-01', '2029-03-31'],
		[{ kind: 'fixed-day', month: 2, day: 29, yearsAfter: 0 }, '2026-03-01', '2027-02-28'],
		[{ kind: 'fixed-day', month: 2, day: 29, yearsAfter: 1 }, '2026-03-01', '2028-02-29'],
		[{ kind: 'fixed-day', month: 2, day: 29, yearsAfter: 0 }, '2028-02-29', '2028-02-29'],
		[{ kind: 'lot-days', days: 1 }, '2026-03-03', '2026-03-03'],
		[{ kind: 'never' }, '2026-03-03', undefined],
		[{ kind: 'inactivity', months: 24, activity: ['stay'] }, '2026-03-03', undefined]
	] as const)('D4: %o, made on %s: to %s', (expiry, madeOn, validTo) => {
		expect(lotValidTo(expiry, madeOn)).toBe(validTo);
	});

	test.each([
		[silence(24), '2024-03-10', '2026-03-09'],
		[silence(24), '2024-02-29', '2026-02-27'],
		[silence(12), '2023-02-28', '2024-02-27'],
		[{ kind: 'inactivity', days: 365, activity: ['stay'] }, '2025-03-01', '2026-02-28'],
		[{ kind: 'inactivity', days: 365, activity: ['stay'] }, '2023-03-01', '2024-02-28']
	] as const)('D4: %o, silent since %s: to %s', (rule, activeOn, validTo) => {
		expect(silentTo(rule, activeOn)).toBe(validTo);
	});
});

describe('D4: what lapses', () => {
	const dated = programmeLike('pearl');
	const silent = programmeLike('meridian', { expiry: silence(24) });

	test('D4: the last day is still good, the day after the points are gone, as of that day', () => {
		const history = historyOf([lot('a', '2024-03-10', '2026-03-31')]);
		expect(settlePoints(history, dated, '2026-03-31', countingIds()).posting.entries).toEqual([]);
		const { posting } = settlePoints(history, dated, '2026-04-01', countingIds());
		expect(posting.entries).toMatchObject([
			{ kind: 'expire', points: -100, effectiveOn: '2026-04-01', balanceAfter: 0 }
		]);
	});

	test('D4: a late run writes one entry for each day, in order, each with its own lots', () => {
		const history = historyOf([
			lot('b', '2024-02-10', '2026-02-28', 20),
			lot('a', '2024-01-10', '2026-01-31', 10),
			lot('c', '2024-02-20', '2026-02-28', 30),
			lot('d', '2024-09-20', '2026-09-30', 40)
		]);
		const { posting, history: after } = settlePoints(history, dated, '2026-06-15', countingIds());
		expect(posting.entries.map(({ effectiveOn, points }) => [effectiveOn, points])).toEqual([
			['2026-02-01', -10],
			['2026-03-01', -50]
		]);
		expect(posting.entries[1]?.reasons).toMatchObject({ rule: 'lot', validTo: '2026-02-28' });
		expect(after.account.balance).toBe(40);
		expect(posting.moves.map(({ lotId, points }) => [lotId, points])).toEqual([
			['a', -10],
			['b', -20],
			['c', -30]
		]);
	});

	test('D4: silence takes all points at once, dated exactly', () => {
		const history = historyOf([lot('a', '2023-01-01'), lot('b', '2024-03-10')], '2024-03-10');
		const { posting } = settlePoints(history, silent, '2027-01-01', countingIds());
		expect(posting.entries).toMatchObject([
			{
				points: -200,
				effectiveOn: '2026-03-10',
				reasons: { rule: 'inactivity', activeOn: '2024-03-10' }
			}
		]);
	});

	test('D4: a gift to an account whose points are gone counts from its own day', () => {
		const history = historyOf([lot('gift', '2026-06-01')], '2024-03-10');
		expect(pointsValidTo(history, silent, '2026-06-02')).toEqual({
			points: 100,
			validTo: '2028-05-31'
		});
	});

	test('D4: points that nothing was earned with count from the day they came', () => {
		const history = historyOf([lot('gift', '2026-06-01')]);
		expect(nextLapse(history, silent)).toMatchObject({ validTo: '2028-05-31' });
	});

	test('D4: a version that shortens the time lets nothing lapse before it is in force', () => {
		const changed = programmeLike(
			'meridian',
			{ expiry: silence(24) },
			{ from: '2026-01-01', expiry: silence(12) }
		);
		const history = historyOf([lot('a', '2024-06-01')], '2024-06-01');
		const { posting } = settlePoints(history, changed, '2026-03-01', countingIds());
		expect(posting.entries).toMatchObject([{ effectiveOn: '2026-01-01', programmeVersion: 2 }]);
		const long = historyOf([lot('a', '2023-06-01')], '2023-06-01');
		const before = settlePoints(long, changed, '2026-03-01', countingIds());
		expect(before.posting.entries).toMatchObject([
			{ effectiveOn: '2025-06-01', programmeVersion: 1 }
		]);
	});

	test('D4: a version that ends expiry saves what is still there', () => {
		const ended = programmeLike(
			'meridian',
			{ expiry: silence(24) },
			{ from: '2026-01-01', expiry: { kind: 'never' } }
		);
		const history = historyOf([lot('a', '2024-06-01')], '2024-06-01');
		expect(nextLapse(history, ended)).toBeUndefined();
	});

	test('D4: a version saves what would lapse on its first day', () => {
		const ended = (expiry: Expiry) =>
			programmeLike('meridian', { expiry: silence(24) }, { from: '2026-01-01', expiry });
		const history = historyOf([lot('a', '2024-01-01')], '2024-01-01');
		expect(nextLapse(history, ended({ kind: 'never' }))).toBeUndefined();
		expect(nextLapse(history, ended(silence(36)))?.validTo).toBe('2026-12-31');
	});

	test('D4: nothing left, nothing lapses', () => {
		expect(nextLapse(historyOf([], '2010-01-01'), silent)).toBeUndefined();
		expect(silenceOf(historyOf([], '2026-01-01'), silent)).toBeUndefined();
	});

	test('D4: without activity the oldest points say since when, whichever stand first', () => {
		const lots = [lot('b', '2025-02-01'), lot('a', '2024-06-01'), lot('c', '2025-03-01')];
		expect(silenceOf(historyOf(lots), silent)).toMatchObject({
			since: '2024-06-01',
			validTo: '2026-05-31'
		});
	});

	test.each([
		['on the last day of the old ones shares it', '2026-03-09', '2026-03-09'],
		['on the day after has its own time', '2026-03-10', '2028-03-09']
	])('D4: a gift that comes %s', (_, on, validTo) => {
		expect(nextLapse(historyOf([lot('gift', on)], '2024-03-10'), silent)?.validTo).toBe(validTo);
	});

	test.each([
		['before', '2026-02-28', ['2026-03-01 lot -40', '2026-03-10 inactivity -7']],
		['on', '2026-03-09', ['2026-03-10 lot -40', '2026-03-10 inactivity -7']],
		['after', '2026-03-31', ['2026-03-10 inactivity -47']]
	])('D4: a lot whose own date lies %s the end of silence', (_, validTo, entries) => {
		const lots = [
			lot('dated', '2024-02-10', validTo, 40),
			lot('undated', '2024-03-10', undefined, 7)
		];
		const { posting } = settlePoints(
			historyOf(lots, '2024-03-10'),
			silent,
			'2027-01-01',
			countingIds()
		);
		expect(
			posting.entries.map(({ effectiveOn, reasons, points }) =>
				[effectiveOn, reasons.kind === 'expiry' && reasons.rule, points].join(' ')
			)
		).toEqual(entries);
	});

	test.each([
		['on the day after it lapsed', '2026-04-01', ['expire', 'earn']],
		['later', '2026-04-20', ['expire', 'earn']],
		['before', '2026-03-31', ['earn', 'expire']]
	])('C5 D4: beside a lot to 31 March, points released %s', (_, releaseOn, kinds) => {
		const waiting = {
			id: 'waiting',
			points: 30,
			earnedOn: '2026-03-20',
			releaseOn,
			reasons: { kind: 'given', what: 'gift', points: 30, why: 'test' },
			programmeVersion: 1
		} as const;
		const history = { ...historyOf([lot('a', '2024-03-10', '2026-03-31')]), pending: [waiting] };
		const { posting } = settlePoints(history, dated, '2026-06-01', countingIds());
		expect(posting.entries.map(({ kind }) => kind)).toEqual(kinds);
	});
});

describe('D4: expiry that sleeps while a tier lasts', () => {
	const asleep = programmeLike('meridian', { expiry: silence(12, { sleepsFrom: 'silver' }) });
	const points = [lot('a', '2024-05-01')];

	test('D4: elite to 2026-12-31, then base; last activity 2024: to 2027-12-31', () => {
		const grants = [grantOf('silver', '2024-02-01', '2026-12-31')];
		const history = historyOf(points, '2024-05-01', grants);
		expect(pointsValidTo(history, asleep, '2026-06-01')?.validTo).toBe('2027-12-31');
	});

	test('D4: tiers that follow each other without a gap count as one, higher ones too', () => {
		const grants = [
			grantOf('silver', '2024-02-01', '2025-03-31'),
			grantOf('gold', '2025-04-01', '2026-01-31')
		];
		expect(nextLapse(historyOf(points, '2024-05-01', grants), asleep)?.validTo).toBe('2027-01-31');
	});

	test('D4: a tier for life never wakes them, one that came too late does not help', () => {
		const forLife = [grantOf('gold', '2024-06-01', undefined)];
		expect(nextLapse(historyOf(points, '2024-05-01', forLife), asleep)).toBeUndefined();
		const late = [grantOf('gold', '2025-05-01', undefined)];
		expect(nextLapse(historyOf(points, '2024-05-01', late), asleep)?.validTo).toBe('2025-04-30');
		const inTime = [grantOf('gold', '2025-04-30', undefined)];
		expect(nextLapse(historyOf(points, '2024-05-01', inTime), asleep)).toBeUndefined();
	});
});

describe('C8: the expiry calendar', () => {
	test('C8: every open lot with its date, first to lapse first; what is over is not listed', () => {
		const history = historyOf([
			lot('over', '2023-05-10', '2025-05-31'),
			lot('later', '2025-05-10', '2027-05-31'),
			lot('first', '2025-01-10', '2027-01-31'),
			lot('undated', '2025-01-10')
		]);
		const calendar = expiryCalendar(history, programmeLike('pearl'), '2026-01-01');
		expect(calendar.lots.map((row) => [row.lot.id, row.validTo])).toEqual([
			['first', '2027-01-31'],
			['later', '2027-05-31'],
			['undated', undefined]
		]);
		expect(calendar.keepAlive).toEqual([]);
		expect(calendar.silentTo).toBeUndefined();
		expect(calendar.ifActiveToday).toBeUndefined();
	});

	test('C8: a lot with a date under silence is usable to whichever comes first', () => {
		const programme = programmeLike('meridian', { expiry: silence(24) });
		const lots = [
			lot('before', '2023-11-10', '2025-11-30'),
			lot('same', '2024-03-09', '2026-03-09'),
			lot('after', '2024-03-10', '2026-03-31'),
			lot('undated', '2024-03-10')
		];
		const calendar = expiryCalendar(historyOf(lots, '2024-03-10'), programme, '2025-06-15');
		expect(calendar.lots.map((row) => [row.lot.id, row.validTo])).toEqual([
			['before', '2025-11-30'],
			['same', '2026-03-09'],
			['after', '2026-03-09'],
			['undated', '2026-03-09']
		]);
	});

	test('C8: under silence every lot shares a date, and the calendar says what would move it', () => {
		const programme = programmeLike('meridian', { expiry: silence(24) });
		const history = historyOf([lot('a', '2024-01-01'), lot('b', '2024-03-10')], '2024-03-10');
		const calendar = expiryCalendar(history, programme, '2025-06-15');
		expect(calendar.lots.map(({ validTo }) => validTo)).toEqual(['2026-03-09', '2026-03-09']);
		expect(calendar).toMatchObject({
			silentTo: '2026-03-09',
			ifActiveToday: '2027-06-14',
			keepAlive: ['stay', 'redeem']
		});
	});

	test('B1: the points that lapse first are counted together, and nothing that is over', () => {
		const history = historyOf([
			lot('over', '2023-05-10', '2025-05-31', 7),
			lot('a', '2025-01-10', '2027-01-31', 10),
			lot('b', '2025-01-20', '2027-01-31', 5),
			lot('c', '2025-05-10', '2027-05-31', 20)
		]);
		const programme = programmeLike('pearl');
		expect(pointsValidTo(history, programme, '2026-01-01')).toEqual({
			points: 15,
			validTo: '2027-01-31'
		});
		expect(pointsValidTo(historyOf([]), programme, '2026-01-01')).toBeUndefined();
	});
});
