import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { decideConversion } from './conversion.ts';

const miles = { id: 'miles', name: { en: 'Miles' }, pointsMin: 1000, step: 500 };

function convert(points: number, conversion = miles) {
	try {
		return decideConversion(points, conversion);
	} catch (error) {
		return error instanceof Refusal ? { code: error.code, ...error.facts } : error;
	}
}

test.each([
	[999, { code: 'below-minimum', pointsMin: 1000 }],
	[500, { code: 'below-minimum', pointsMin: 1000 }],
	[0, { code: 'below-minimum', pointsMin: 1000 }],
	[1000, { points: 1000, units: 1000 }],
	[1200, { code: 'not-a-step', pointsMin: 1000, step: 500 }],
	[1500, { points: 1500, units: 1500 }],
	[1501, { code: 'not-a-step', pointsMin: 1000, step: 500 }],
	[2000, { points: 2000, units: 2000 }]
])('E1: %i points into miles', (points, expected) => {
	expect(convert(points)).toEqual(expected);
});

test('E1: a minimum that is no multiple of the step begins the steps', () => {
	const odd = { ...miles, pointsMin: 1200 };
	expect(convert(1700, odd)).toMatchObject({ units: 1700 });
	expect(convert(1500, odd)).toMatchObject({ code: 'not-a-step' });
});

test('D6: a rate is exact, and a part of a unit is not given', () => {
	expect(convert(1500, { ...miles, rate: '0.35' } as typeof miles)).toEqual({
		points: 1500,
		units: 525
	});
	expect(convert(1500, { ...miles, rate: '0.3333' } as typeof miles)).toEqual({
		points: 1500,
		units: 499
	});
});
