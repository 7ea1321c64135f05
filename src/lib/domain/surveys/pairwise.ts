/**
 * How much more one sibling matters than another, as steps of Saaty's scale: 0 is as much, 2 slightly more,
 * 4 more, 6 much more, 8 far more; negative where the other one does.
 */
export type Judgement = number;
export const judgement_max = 8;

/** Of siblings in their order, the judgement of each pair: `of(a, b)` with a before b. */
export type Judgements = (a: number, b: number) => Judgement;

export interface Pairwise {
	/** The shares of the siblings; they make 1. */
	readonly weights: readonly number[];
	/** How far the judgements contradict each other: 0 not at all, up to 0.10 little enough. */
	readonly ratio: number;
	readonly isConsistent: boolean;
	/** The pair that fits the others least, and the judgement that would fit; none of fewer than three. */
	readonly contradicts?:
		{ readonly a: number; readonly b: number; readonly fits: Judgement } | undefined;
}

/** More siblings than this are not compared by pairs: there is no random index for them. */
export const siblings_max = 10;
const randomIndex = [0, 0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];
const ratio_max = 0.1;

/**
 * Weights of `count` siblings (1 to 10) from judgements of their pairs: the principal eigenvector of the
 * matrix of ratios, and its consistency ratio (λ − n) / (n − 1) over Saaty's random index.
 *
 * Source: T. L. Saaty, "How to make a decision: the analytic hierarchy process", European Journal of
 * Operational Research 48 (1990) 9–26; random index as in requirement H4.
 */
export function comparePairs(count: number, of: Judgements): Pairwise {
	if (!Number.isInteger(count) || count < 1 || count > siblings_max)
		throw new RangeError(`${count} siblings cannot be compared by pairs`);
	const matrix = Array.from({ length: count }, (_, a) =>
		Array.from({ length: count }, (_, b) => {
			if (a === b) return 1;
			return a < b ? ratioOf(of(a, b)) : 1 / ratioOf(of(b, a));
		})
	);
	const weights = principal(matrix);
	const lambda =
		weights.reduce((sum, weight, a) => sum + product(matrix[a]!, weights) / weight, 0) / count;
	const index = randomIndex[count]!;
	// Rounding errors alone must not be said to be contradictions.
	const ratio = index === 0 ? 0 : Math.max((lambda - count) / (count - 1) / index, 0);
	return {
		weights,
		ratio,
		isConsistent: ratio <= ratio_max,
		contradicts: count < 3 ? undefined : worstPair(matrix, weights)
	};
}

/** Shares as decimal text that makes exactly 1, largest remainders first. */
export function toWeightTexts(weights: readonly number[], digits = 4): string[] {
	const unit = 10 ** digits;
	const units = weights.map((weight) => Math.floor(weight * unit));
	const left = unit - units.reduce((sum, one) => sum + one, 0);
	const byRemainder = weights
		.map((weight, at) => ({ at, rest: weight * unit - units[at]! }))
		.toSorted((one, other) => other.rest - one.rest || one.at - other.at);
	for (const { at } of byRemainder.slice(0, left)) units[at]!++;
	return units.map((one) => decimalText(one, digits));
}

function decimalText(units: number, digits: number): string {
	const text = String(units).padStart(digits + 1, '0');
	const fraction = text.slice(-digits).replace(/0+$/, '');
	return text.slice(0, -digits) + (fraction && `.${fraction}`);
}

function ratioOf(judgement: Judgement): number {
	return judgement < 0 ? 1 / (1 - judgement) : judgement + 1;
}

/** By powers: the matrix is positive, so any positive vector turns into the one that is looked for. */
function principal(matrix: readonly (readonly number[])[]): number[] {
	let weights = matrix.map(() => 1 / matrix.length);
	for (let round = 0; round < 1_000; round++) {
		const next = matrix.map((row) => product(row, weights));
		const sum = next.reduce((total, one) => total + one, 0);
		const shares = next.map((one) => one / sum);
		const moved = Math.max(...shares.map((share, at) => Math.abs(share - weights[at]!)));
		weights = shares;
		if (moved < 1e-13) break;
	}
	return weights;
}

function product(row: readonly number[], weights: readonly number[]): number {
	return row.reduce((sum, one, at) => sum + one * weights[at]!, 0);
}

function worstPair(matrix: readonly (readonly number[])[], weights: readonly number[]) {
	const pairs = matrix.flatMap((row, a) =>
		row.flatMap((said, b) => {
			const fitting = weights[a]! / weights[b]!;
			return a < b ? [{ a, b, fitting, apart: Math.abs(Math.log(said / fitting)) }] : [];
		})
	);
	const { a, b, fitting } = pairs.reduce((one, other) => (other.apart > one.apart ? other : one));
	const steps = fitting < 1 ? 1 - 1 / fitting : fitting - 1;
	const fits = Math.max(Math.min(Math.round(steps), judgement_max), -judgement_max);
	return { a, b, fits };
}
