import { describe, expect, test } from 'vitest';
import { recomputePoints } from '../earning/recompute-points.ts';
import { checkMember } from '../ledger/invariants.ts';
import type { Programme, Rounding, Version } from '../programme/programme.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import { decideClaim } from './claim.ts';
import { postActivity, type PartnerActivity } from './post-activity.ts';
import { postStay } from './post-stay.ts';

const today = '2026-12-31';
const name = { en: 'Flight' };

/** Base points are the distance; the bonus never qualifies. */
const flights: Partial<Version> = {
	counters: [
		{ id: 'nights', unit: 'nights', name },
		{ id: 'stays', unit: 'stays', name },
		{ id: 'spend', unit: 'money', name },
		{ id: 'distance', unit: 'points', name },
		{ id: 'segments', unit: 'times', name }
	],
	activities: [
		{
			id: 'flight',
			name,
			measures: [
				{ id: 'distance', unit: 'count' },
				{ id: 'segments', unit: 'count' }
			],
			earning: [{ id: 'miles', measure: 'distance', points: 1, per: 1, as: 'base' }],
			credits: [
				{ id: 'd', credit: 'distance', measure: 'distance', amount: 1, per: 1 },
				{ id: 's', credit: 'segments', measure: 'segments', amount: 1, per: 1 }
			]
		},
		{
			id: 'event',
			name: { en: 'Event' },
			measures: [{ id: 'bill', unit: 'money' }],
			earning: [
				{ id: 'bill', measure: 'bill', points: 1, per: 2, as: 'base', cap: 60_000 },
				{
					id: 'spring',
					measure: 'bill',
					points: '0.5',
					per: 1,
					as: 'bonus',
					from: '2026-03-01',
					to: '2026-05-31'
				}
			],
			credits: [
				{ id: 'status', credit: 'distance', measure: 'bill', amount: 1, per: 2, cap: 60_000 },
				{ id: 'spend', credit: 'spend', measure: 'bill', amount: 1, per: 1 }
			]
		}
	]
};

function open(programme: Programme = programmeLike('meridian', flights)) {
	const book = new Book(programme);
	const newId = countingIds();
	const report = (activity: Partial<PartnerActivity>, on = today) =>
		book.write(
			postActivity(
				book.history,
				{ id: 'a1', kind: 'flight', on: '2026-02-01', amounts: {}, ...activity },
				programme,
				on,
				newId
			)
		);
	const counted = (kind: string) =>
		book.history.credits.reduce((sum, one) => (one.kind === kind ? sum + one.amount : sum), 0);
	const problems = () => checkMember(book.rows(), programme);
	return { book, newId, programme, report, counted, problems };
}

describe('D2: what partners report', () => {
	test('D2: base points are the distance, and count with the segments on the day', () => {
		const { book, report, counted, problems } = open();
		const { posting } = report({ amounts: { distance: 5000, segments: 2 } });
		expect(posting.entries).toMatchObject([
			{ kind: 'earn', points: 5000, effectiveOn: '2026-02-01', programmeVersion: 1 }
		]);
		expect([counted('distance'), counted('segments')]).toEqual([5000, 2]);
		expect(book.history.credits.map(({ cause, countsOn }) => [cause, countsOn])).toEqual([
			['activity a1', '2026-02-01'],
			['activity a1', '2026-02-01']
		]);
		expect(problems()).toEqual([]);
	});

	test('D2: the bonus of the tier held on the day is added, and never qualifies', () => {
		const { book, newId, programme, report, counted, problems } = open();
		const ten = stayOf({ arrival: '2026-01-01', nights: 10, roomMinor: 100 });
		book.write(postStay(book.history, ten, programme, noRates, today, newId));
		report({ id: 'before', on: '2026-01-10', amounts: { distance: 1001 } });
		const { posting } = report({ id: 'after', on: '2026-01-11', amounts: { distance: 1001 } });
		expect(book.entries.map(({ points }) => points)).toEqual([10, 1001, 1101]);
		expect(posting.entries[0]?.reasons).toMatchObject({
			kind: 'activity',
			tier: { id: 'silver', bonus: '0.1' },
			base: 1001,
			bonus: 100,
			lines: [{ rule: 'miles', measure: 'distance', exact: '1001', exactBonus: '1001/10' }]
		});
		expect(counted('distance')).toBe(2002);
		expect(problems()).toEqual([]);
	});

	test('D2: an event of 130,000 at 1 per 2 is capped at 60,000, points and status alike', () => {
		const { report, counted } = open();
		const { posting } = report({ kind: 'event', amounts: { bill: '130000.00' } });
		expect(posting.entries).toMatchObject([
			{ points: 60_000, reasons: { lines: [{ exact: '60000', cap: 60_000 }] } }
		]);
		expect(counted('distance')).toBe(60_000);
		expect(counted('spend')).toBe(13_000_000);
	});

	test.each([
		[{ mode: 'floor', at: 'line' }, 24 + 24],
		[{ mode: 'half-up', at: 'line' }, 25 + 25],
		[{ mode: 'floor', at: 'total' }, 49],
		[{ mode: 'half-even', at: 'total' }, 50]
	] as const)('D6: rounded as the version says: %o', (rounding: Rounding, points) => {
		const { report } = open(programmeLike('meridian', { ...flights, rounding }));
		const { posting } = report({ kind: 'event', on: '2026-03-01', amounts: { bill: '49.50' } });
		expect(posting.entries[0]?.points).toBe(points);
		const { reasons } = posting.entries[0]!;
		expect(recomputePoints(reasons)).toBe(points);
	});

	test('D2: a rule acts on its days alone', () => {
		const { report } = open();
		const bill = { kind: 'event', amounts: { bill: 100 } };
		const points = ['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map(
			(on) => report({ ...bill, id: on, on }).posting.entries[0]?.points
		);
		expect(points).toEqual([50, 100, 100, 50]);
	});

	test.each([
		[{ on: '2019-12-31' }, 'before-joining'],
		[{ on: '2027-01-01' }, 'not-departed'],
		[{ kind: 'cruise' }, 'unknown-activity'],
		[{ amounts: {} }, 'nothing-eligible']
	] as const)('C7: %o: %s', (activity, code) => {
		const { report } = open();
		const { posting, noPointsBecause } = report({ amounts: { distance: 10 }, ...activity });
		expect(noPointsBecause?.code).toBe(code);
		expect(posting.entries).toEqual([]);
	});

	test('C5: points of an activity never wait', () => {
		const { report } = open(programmeLike('meridian', { ...flights, releaseDays: 14 }));
		const { posting } = report({ amounts: { distance: 10 } }, '2026-02-01');
		expect(posting.pending).toEqual([]);
		expect(posting.entries).toHaveLength(1);
	});

	test('D4: partners keep points alive where they are listed', () => {
		const rule = { kind: 'inactivity', months: 24 } as const;
		for (const [activity, activeOn] of [
			[['stay'], undefined],
			[['stay', 'activity'], '2026-02-01']
		] as const) {
			const programme = programmeLike('meridian', {
				...flights,
				expiry: { ...rule, activity: [...activity] }
			});
			const { book, report, problems } = open(programme);
			report({ amounts: { distance: 10 } });
			expect(book.history.account.activeOn).toBe(activeOn);
			expect(problems()).toEqual([]);
		}
	});
});

describe('G2: claims', () => {
	test.each([
		['2026-08-31', '2026-02-28', false],
		['2026-08-28', '2026-02-28', true],
		['2026-08-29', '2026-02-28', false],
		['2026-08-30', '2026-02-28', false],
		['2026-02-28', '2025-08-31', true],
		['2026-03-01', '2025-08-31', false]
	])('G2: on %s for what happened on %s, within 6 months: %s', (on, happenedOn, may) => {
		const claim = () => decideClaim(on, happenedOn, { claimMonths: 6 });
		if (may) expect(claim).not.toThrow();
		else expect(claim).toThrow('claim-too-late');
	});

	test('G2: without a deadline anything can be claimed', () => {
		expect(() => decideClaim('2030-01-01', '2020-01-01', {})).not.toThrow();
	});
});
