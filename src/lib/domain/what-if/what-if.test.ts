import { describe, expect, test } from 'vitest';
import { newHistory, type History } from '../ledger/history.ts';
import { programmeOf, type Programme } from '../programme/programme.ts';
import { checkProgramme } from '../programme/check.ts';
import { readTemplate, type TemplateName } from '../programme/templates.ts';
import { Refusal } from '../refusal.ts';
import { addCredits, postStay } from '../stays/post-stay.ts';
import { countingIds, noRates, stayOf } from '../testing/make.ts';
import type { Planned, PlannedStay } from './planned.ts';
import { whatIf } from './what-if.ts';

const ids = countingIds();

function template(name: TemplateName): Programme {
	const checked = checkProgramme(readTemplate(name));
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return programmeOf(checked.file);
}

function withCredits(
	programme: Programme,
	credits: readonly (readonly [kind: string, amount: number, on: string])[],
	joinedOn = '2020-01-01'
): History {
	return credits.reduce<History>((history, [kind, amount, countsOn]) => {
		const credit = {
			id: ids(),
			kind,
			amount,
			countsOn,
			basis: 'real',
			programmeVersion: 1
		} as const;
		return addCredits(history, [credit], programme, ids).history;
	}, newHistory(joinedOn));
}

function stay(arrival: string, nights: number, room = 0, more: Partial<PlannedStay> = {}): Planned {
	return { kind: 'stay', arrival, nights, amounts: { room }, ...more };
}

const today = '2026-03-01';

describe('B3: what a plan gives', () => {
	const meridian = template('meridian');
	const history = withCredits(meridian, [['nights', 20, '2026-02-10']]);

	test('B3: points by the tier held then, the tier and its day, and the last day of it', () => {
		const planned = [stay('2026-05-01', 4, 40_000), stay('2026-04-01', 5, 50_000)];
		const outlook = whatIf({ history, programme: meridian, today, planned });
		expect(outlook.tierNow).toMatchObject({ tier: 'silver', validTo: '2028-02-29' });
		expect(
			outlook.steps.map(({ at, on, points, credits, tier }) => [
				at,
				on,
				points,
				credits['nights'],
				tier.tier
			])
		).toEqual([
			[1, '2026-04-06', 5500, 5, 'gold'],
			[0, '2026-05-05', 5000, 4, 'gold']
		]);
		expect(outlook.points).toBe(10_500);
		expect(outlook.tierChanges[0]).toEqual({
			tier: 'gold',
			on: '2026-04-06',
			validTo: '2028-02-29',
			forLife: false
		});
		expect(outlook.after).toMatchObject({
			on: '2026-05-05',
			balance: 10_500,
			pending: 0,
			lapsed: 0,
			expiring: { points: 10_500, validTo: '2028-05-04' }
		});
	});

	test('B3: what is missing to the next tier, next year, and after the last day', () => {
		const planned = [stay('2026-04-01', 5, 50_000)];
		const { toReach, nextYear, review } = whatIf({ history, programme: meridian, today, planned });
		expect(toReach).toMatchObject({
			tier: 'platinum',
			by: '2026-12-31',
			isMet: false,
			ways: [{ counters: [{ credit: 'nights', has: 25, goal: 50, left: 25 }] }]
		});
		expect(nextYear).toMatchObject({
			on: '2027-01-01',
			tier: { tier: 'gold', validTo: '2028-02-29' },
			toKeep: {
				tier: 'gold',
				by: '2027-12-31',
				isMet: false,
				ways: [{ counters: [{ has: 0, goal: 25, left: 25 }] }]
			},
			toReach: { tier: 'platinum', ways: [{ counters: [{ has: 0, left: 50 }] }] }
		});
		expect(review).toMatchObject({ on: '2028-03-01', tier: { tier: 'member' } });
	});

	test('B3: it gives what the same stay gives when it is real, and moves nothing', () => {
		const before = structuredClone(history);
		const { steps } = whatIf({
			history,
			programme: meridian,
			today,
			planned: [stay('2026-04-01', 5, 53_333)]
		});
		const real = stayOf({ arrival: '2026-04-01', nights: 5, roomMinor: 53_333 });
		const { posting } = postStay(history, real, meridian, noRates, '2026-04-06', ids);
		expect(steps[0]?.points).toBe(posting.account.balance);
		expect(history).toEqual(before);
	});

	test('B3: no plan is an answer too, and it can be sent as it is', () => {
		const outlook = whatIf({ history, programme: meridian, today, planned: [] });
		expect(outlook).toMatchObject({ steps: [], points: 0, after: { on: today } });
		expect(JSON.parse(JSON.stringify(outlook))).toMatchObject({ tierNow: { tier: 'silver' } });
	});

	test.each([
		[stay('2026-02-28', 2), 'arrival'],
		[stay('2026-04-01', -1), 'nights'],
		[stay('2026-04-01', 1.5), 'nights']
	])('B3: a plan that is none is refused', (planned, field) => {
		const ask = () => whatIf({ history, programme: meridian, today, planned: [planned] });
		expect(ask).toThrow(Refusal);
		try {
			ask();
		} catch (error) {
			expect(error).toMatchObject({ code: 'invalid', facts: { field } });
		}
	});
});

describe('B3: under each programme', () => {
	test('B3: harbour: milestones on the way, with their points beside those of the plan', () => {
		const programme = template('harbour');
		const history = withCredits(programme, [['nights', 38, '2026-02-10']]);
		const outlook = whatIf({ history, programme, today, planned: [stay('2026-04-01', 23)] });
		expect(outlook.milestones.map(({ at, points, reachedOn }) => [at, points, reachedOn])).toEqual([
			[40, 10_000, '2026-04-24'],
			[50, 10_000, '2026-04-24'],
			[60, 10_000, '2026-04-24'],
			[60, 30_000, '2026-04-24']
		]);
		expect(outlook).toMatchObject({
			points: 0,
			milestonePoints: 60_000,
			after: { balance: 60_000 }
		});
		expect(outlook.after.tier).toMatchObject({ tier: 'diamond', validTo: '2027-12-31' });
		expect(outlook.nextYear).toMatchObject({
			on: '2027-01-01',
			tier: { tier: 'diamond' },
			toKeep: { tier: 'diamond', by: '2027-12-31', isMet: false }
		});
	});

	test('B3: summit: a status to the end of February, and what is to choose by when', () => {
		const programme = template('summit');
		const planned = [stay('2026-05-10', 10, 8300), stay('2026-05-20', 20, 8300)];
		const outlook = whatIf({ history: newHistory('2026-01-01'), programme, today, planned });
		expect(outlook.steps.map(({ points }) => points)).toEqual([415, 456]);
		expect(outlook.tierChanges.map(({ tier, on, validTo }) => [tier, on, validTo])).toEqual([
			['discoverer', '2026-05-20', '2028-02-29'],
			['explorer', '2026-06-09', '2028-02-29'],
			['member', '2028-03-01', undefined]
		]);
		expect(outlook.milestones.map(({ at, chooseBy }) => [at, chooseBy])).toEqual([
			[20, '2026-09-07'],
			[30, '2026-09-07']
		]);
	});

	test('B3: orchard: what rolls into the next year helps there', () => {
		const programme = template('orchard');
		const outlook = whatIf({
			history: newHistory('2026-01-01'),
			programme,
			today,
			planned: [stay('2026-04-01', 25)]
		});
		expect(outlook.after.tier).toMatchObject({ tier: 'gold', validTo: '2027-12-31' });
		expect(outlook.nextYear).toMatchObject({
			on: '2027-01-01',
			tier: { tier: 'gold' },
			toReach: { tier: 'platinum' }
		});
		const nights = outlook.nextYear?.toReach?.ways[0]?.counters.find(
			({ credit }) => credit === 'nights'
		);
		expect(nights).toMatchObject({ has: 5, goal: 40, left: 35 });
	});

	test('B3: atlas: an event counts in both, up to its cap', () => {
		const programme = template('atlas');
		const outlook = whatIf({
			history: newHistory('2026-01-01'),
			programme,
			today,
			planned: [
				{ kind: 'activity', on: '2026-06-01', activity: 'event', amounts: { bill: 130_000 } }
			]
		});
		expect(outlook).toMatchObject({
			points: 60_000,
			credits: { status: 60_000 },
			after: { tier: { tier: 'diamond', validTo: '2027-12-31' } }
		});
		expect(outlook.toReach).toBeUndefined();
	});

	test('B3: lotus: points come two weeks later, and wait until then', () => {
		const programme = template('lotus');
		const outlook = whatIf({
			history: newHistory('2026-01-01'),
			programme,
			today,
			planned: [stay('2026-04-01', 2, 100_000)]
		});
		expect(outlook.steps).toMatchObject([{ points: 1000, pendingUntil: '2026-04-17' }]);
		expect(outlook.after).toMatchObject({ balance: 0, pending: 1000 });
	});

	test('B3: crane: the review counts its own months, and who fails falls one tier', () => {
		const programme = template('crane');
		const flight = (on: string, distance: number): Planned => ({
			kind: 'activity',
			on,
			activity: 'flight',
			amounts: { distance, segments: 1, 'bonus-miles': 0 }
		});
		const outlook = whatIf({
			history: newHistory('2020-01-01'),
			programme,
			today,
			planned: [flight('2026-06-15', 80_000), flight('2027-08-10', 36_000)]
		});
		expect(outlook.tierChanges[0]).toMatchObject({
			tier: 'gold',
			on: '2026-06-15',
			validTo: '2028-05-31'
		});
		expect(outlook.nextYear).toBeUndefined();
		expect(outlook.review).toMatchObject({
			on: '2028-06-01',
			tier: { tier: 'silver', validTo: '2029-05-31' },
			toKeep: {
				tier: 'gold',
				by: '2028-04-30',
				isMet: false,
				ways: [
					{
						needs: 'any',
						counters: [
							{ has: 36_000, goal: 70_000 },
							{ has: 1, goal: 36 }
						]
					}
				]
			}
		});
	});

	test('B3: bamboo: counters begin anew after an upgrade, by the member’s year', () => {
		const programme = template('bamboo');
		const outlook = whatIf({
			history: newHistory('2026-02-01'),
			programme,
			today,
			planned: [stay('2026-04-01', 6), stay('2026-05-01', 13), stay('2026-06-01', 3)]
		});
		expect(outlook.tierChanges.map(({ tier, on, forLife }) => [tier, on, forLife])).toEqual([
			['silver', '2026-04-07', true],
			['gold', '2026-06-04', true]
		]);
		expect(outlook.toReach?.ways[0]?.counters[0]).toMatchObject({ has: 0, goal: 40, left: 40 });
		expect(outlook.review).toBeUndefined();
	});

	test('B3: pearl: a level for life has no next year to keep it for', () => {
		const programme = template('pearl');
		const outlook = whatIf({
			history: newHistory('2026-01-01'),
			programme,
			today,
			planned: [
				stay('2026-04-18', 1, 70_000, { amounts: { room: 70_000, food: 18_050 } }),
				stay('2026-05-02', 1)
			]
		});
		expect(outlook.steps.map(({ points }) => points)).toEqual([1761, 0]);
		expect(outlook.after.tier).toEqual({ tier: 'regular', on: '2026-05-03', forLife: true });
		expect(outlook.after.expiring).toEqual({ points: 1761, validTo: '2028-04-30' });
		expect(outlook.nextYear).toMatchObject({ on: '2027-01-01', tier: { tier: 'regular' } });
		expect(outlook.nextYear?.toKeep).toBeUndefined();
	});

	test('B3: points that lapse before the plan ends are told', () => {
		const programme = template('pearl');
		const paid = stayOf({
			arrival: '2024-04-01',
			currency: 'CNY',
			brand: 'city',
			roomMinor: 50_000
		});
		const { history } = postStay(
			newHistory('2024-01-01'),
			paid,
			programme,
			noRates,
			'2024-04-02',
			ids
		);
		const outlook = whatIf({ history, programme, today, planned: [stay('2026-06-01', 1, 10_000)] });
		expect(outlook.after).toMatchObject({ lapsed: 500, balance: 100 });
	});
});
