import { describe, expect, test } from 'vitest';
import type { Programme, RateRule, Version } from '../programme/programme.ts';
import { noRates, programmeLike, stayOf } from '../testing/make.ts';
import type { StayFacts } from '../stays/stay.ts';
import { price } from '../stays/make-stay.ts';
import { creditStay } from './credit-stay.ts';
import { priceStay } from './price-stay.ts';
import { recomputePoints } from './recompute-points.ts';

const [{ document: base }] = programmeLike('meridian');

function with_(change: Partial<Version>, rule: Partial<RateRule> = {}): Programme {
	const earning = base.earning.map((one) => ({ ...one, ...rule }));
	return programmeLike('meridian', { ...change, earning });
}

function pointsOf(stay: StayFacts, programme: Programme) {
	const { reasons } = price(stay, programme, [], noRates);
	expect(recomputePoints(reasons)).toBe(reasons.points);
	return reasons;
}

describe('D2: award nights', () => {
	const skipping = with_({}, { awardNights: 'skip' });

	test('D2: what they cost earns, or does not, by setting: the last nights of the stay', () => {
		const stay = stayOf({ nights: 3, awardNights: 1, roomMinor: 10_000 });
		expect(pointsOf(stay, programmeLike('meridian')).points).toBe(1000);
		const reasons = pointsOf(stay, skipping);
		expect(reasons.points).toBe(666);
		expect(reasons.lines).toMatchObject([{ eligible: '200/3', nights: { counted: 2, of: 3 } }]);
	});

	test('D2: where the source gives amounts per night, those of the last nights', () => {
		const stay = stayOf({
			nights: 3,
			awardNights: 1,
			roomMinor: 10_000,
			nightAmounts: [
				{ on: '2026-03-02', amountMinor: 5000 },
				{ on: '2026-03-03', amountMinor: 4000 },
				{ on: '2026-03-04', amountMinor: 1000 }
			]
		});
		expect(pointsOf(stay, skipping).points).toBe(900);
	});

	test('D2: only the room is left out, and a stay of award nights alone earns nothing there', () => {
		const stay = stayOf({
			nights: 2,
			awardNights: 2,
			folio: [
				{ class: 'room', amountMinor: 10_000, on: '2026-03-04' },
				{ class: 'food', amountMinor: 3000, on: '2026-03-04' }
			]
		});
		const reasons = pointsOf(stay, with_({}, { awardNights: 'skip', classes: ['room', 'food'] }));
		expect(reasons.lines.map((line) => line.class)).toEqual(['food']);
	});

	test('D2: a later rule that counts them gets what an earlier one that stops left', () => {
		const [rule] = base.earning;
		if (!rule) throw new Error('no rule');
		const programme = programmeLike('meridian', {
			earning: [
				{ ...rule, id: 'paid', where: {}, awardNights: 'skip', rank: 1, stop: true },
				{ ...rule, id: 'award', where: {}, points: 1, per: 1, rank: 2 }
			]
		});
		const stay = stayOf({ nights: 4, awardNights: 1, roomMinor: 40_000 });
		expect(pointsOf(stay, programme).lines.map(({ rule: id, exact }) => [id, exact])).toEqual([
			['paid', '3000'],
			['award', '100']
		]);
	});
});

describe('D2: what was paid with points', () => {
	const part = stayOf({
		folio: [
			{ class: 'room', amountMinor: 20_000, on: '2026-03-03' },
			{ class: 'food', amountMinor: 10_000, on: '2026-03-03' }
		],
		paidWithPointsMinor: 10_000
	});
	const both = with_({}, { classes: ['room', 'food'] });

	test('D2: it does not earn, the classes shrink alike and exactly', () => {
		const reasons = pointsOf(part, both);
		expect(reasons.lines.map(({ class: name, eligible, paid }) => [name, eligible, paid])).toEqual([
			['room', '400/3', { money: 20_000, of: 30_000 }],
			['food', '200/3', { money: 20_000, of: 30_000 }]
		]);
		expect(reasons.stay.paidWithPoints).toBe(10_000);
		expect(reasons.points).toBe(1333 + 666);
	});

	test('D2: it earns where the programme says so', () => {
		const earning = with_({ discounted: 'earn' }, { classes: ['room', 'food'] });
		expect(pointsOf(part, earning).points).toBe(3000);
		expect(pointsOf(part, earning).lines[0]).not.toHaveProperty('paid');
	});

	test('D2: more points than the bill, or the whole of it, leave nothing that earns', () => {
		for (const paidWithPointsMinor of [30_000, 99_000])
			expect(pointsOf({ ...part, paidWithPointsMinor }, both).points).toBe(0);
	});

	test('D2: the discounted part earns nothing again, however often points pay and earn', () => {
		let points = 1_000;
		let earned = 0;
		let money = 0;
		for (let turn = 0; turn < 50; turn += 1) {
			// A bill of 1,000 minor units each time, one of them off for every point.
			const used = Math.min(Math.floor(points / 100) * 100, 1_000);
			const stay = stayOf({ roomMinor: 1_000, paidWithPointsMinor: used });
			const gained = pointsOf(stay, programmeLike('meridian')).points;
			points += gained - used;
			earned += gained;
			money += 1_000 - used;
		}
		expect(earned).toBe(money / 10);
		expect(points).toBe(1_000 + earned - (50 * 1_000 - money));
	});

	test('D3: money that was not paid is no spending either', () => {
		const [version] = both;
		const reasons = priceStay(part, version, version.document.tiers[0], undefined);
		const none = { credits: [], counted: [] };
		const credits = creditStay(part, version, reasons.base, undefined, none, () => 'id');
		const spend = version.document.credits.find(({ kind }) => kind === 'spend');
		const classes = spend?.kind === 'spend' ? spend.classes : [];
		const all = (classes.includes('room') ? 20_000 : 0) + (classes.includes('food') ? 10_000 : 0);
		expect(credits.find(({ kind }) => kind === spend?.credit)?.amount).toBe(
			Math.floor((all * 2) / 3)
		);
	});
});
