import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, compare, decimal, fraction, zero } from '../fraction.ts';
import { comparePairs, judgement_max, toWeightTexts, type Judgements } from './pairwise.ts';

/** A published matrix, of which the upper half is enough. */
function judged(rows: readonly (readonly number[])[]): Judgements {
	return (a, b) => {
		const ratio = rows[a]![b]!;
		return ratio < 1 ? 1 - Math.round(1 / ratio) : ratio - 1;
	};
}

// Saaty, "How to make a decision" (1990): a family buys a house. Printed: λ = 9.669, ratio 0.169.
const house = [
	[1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4],
	[1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
	[1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
	[1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8],
	[1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
	[1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6],
	[3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2],
	[4, 7, 5, 8, 6, 6, 2, 1]
];
const printed = [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333];

test('H4: the weights and the ratio of the house that Saaty’s family buys are as printed', () => {
	const { weights, ratio, isConsistent, contradicts } = comparePairs(8, judged(house));
	for (const [at, weight] of weights.entries()) expect(weight).toBeCloseTo(printed[at]!, 2.5);
	expect(Math.abs(ratio - 0.169)).toBeLessThanOrEqual(0.005);
	expect(isConsistent).toBe(false);
	// The neighbourhood was called much more important than the condition, against all the rest.
	expect(contradicts).toMatchObject({ a: 2, b: 6 });
});

test('H4: judgements that follow from weights give these weights, and do not contradict', () => {
	const { weights, ratio, isConsistent } = comparePairs(
		3,
		judged([
			[1, 2, 4],
			[1 / 2, 1, 2],
			[1 / 4, 1 / 2, 1]
		])
	);
	expect(weights.map((one) => one.toFixed(6))).toEqual(['0.571429', '0.285714', '0.142857']);
	expect(ratio).toBeCloseTo(0, 9);
	expect(isConsistent).toBe(true);
});

test('H4: a circle of three contradicts, and is told by the pair that fits least', () => {
	const { isConsistent, contradicts } = comparePairs(3, (a, b) => (b - a === 2 ? -4 : 4));
	expect(isConsistent).toBe(false);
	expect(contradicts).toBeDefined();
	expect(comparePairs(1, () => 0)).toEqual({
		weights: [1],
		ratio: 0,
		isConsistent: true,
		contradicts: undefined
	});
	expect(() => comparePairs(11, () => 0)).toThrow('11 siblings');
});

const judgements = fc.integer({ min: 2, max: 10 }).chain((count) =>
	fc.record({
		count: fc.constant(count),
		said: fc.array(fc.integer({ min: -judgement_max, max: judgement_max }), {
			minLength: count * count,
			maxLength: count * count
		})
	})
);

test('H4: whatever is judged, the weights are shares that make exactly 1 as they are stored', () => {
	fc.assert(
		fc.property(judgements, ({ count, said }) => {
			const { weights, ratio } = comparePairs(count, (a, b) => said[a * count + b]!);
			expect(ratio).toBeGreaterThanOrEqual(0);
			expect(weights.every((one) => one > 0)).toBe(true);
			const texts = toWeightTexts(weights);
			const sum = texts.reduce((total, text) => add(total, decimal(text)), zero);
			expect(compare(sum, fraction(1))).toBe(0);
			for (const [at, text] of texts.entries())
				expect(Math.abs(Number(text) - weights[at]!)).toBeLessThan(1e-4);
		})
	);
});

test('H4: what is judged the other way round gives the same weights', () => {
	fc.assert(
		fc.property(judgements, ({ count, said }) => {
			const of: Judgements = (a, b) => said[a * count + b]!;
			const turned = comparePairs(count, (a, b) => -of(count - 1 - b, count - 1 - a));
			const straight = comparePairs(count, of);
			for (const [at, weight] of turned.weights.entries())
				expect(weight).toBeCloseTo(straight.weights[count - 1 - at]!, 8);
		})
	);
});
