import {
	add,
	decimal,
	fraction,
	isZero,
	over,
	round,
	times,
	zero,
	type Fraction
} from '../fraction.ts';
import { askedOf } from './branching.ts';
import { isSaid, noOpinion, type Answers, type Item, type Survey } from './survey.ts';

export interface Scores {
	/** The satisfaction index, 2 to 10; none where nothing that counts was answered. */
	readonly index: Fraction | undefined;
	/** By dimension, 2 to 10; one without answers is not there. */
	readonly dimensions: ReadonlyMap<string, Fraction>;
	/** By item, 2 to 10; one that was hidden or not answered is not there. */
	readonly items: ReadonlyMap<string, Fraction>;
}

/**
 * The satisfaction index of one response, S = Σ Xᵢ·Pᵢ with Σ Pᵢ = 1 at each level: a dimension is the
 * weighted mean of its items, the index that of the dimensions. An item that was hidden or not answered
 * drops out, and so does a dimension without answers; what remains shares the weight of its level.
 * Exact; rounded only to be stored or shown. Over responses the index is their mean.
 *
 * Source: the weighted customer satisfaction index of hotel surveys (Σ Xᵢ·Pᵢ over two levels), five
 * steps at 10, 8, 6, 4, 2; requirement H4.
 */
export function scoreResponse(survey: Survey, answers: Answers): Scores {
	const asked = askedOf(survey, answers);
	const items = new Map<string, Fraction>();
	for (const item of survey.dimensions.flatMap((dimension) => dimension.items)) {
		const score = asked.has(item.id) ? scoreOf(item, answers[item.id]) : undefined;
		if (score) items.set(item.id, score);
	}
	const scored = survey.dimensions.flatMap(({ id, weight, items: siblings }) => {
		const score = weightedMean(
			siblings.map((item) => ({ weight: item.weight, score: items.get(item.id) }))
		);
		return score ? [{ id, weight, score }] : [];
	});
	return {
		index: weightedMean(scored),
		dimensions: new Map(scored.map(({ id, score }) => [id, score])),
		items
	};
}

/** Millionths, the half away from zero, as they are stored. */
export function toMicro(score: Fraction): number {
	return round(times(score, fraction(1_000_000)), 'half-up');
}

function scoreOf(item: Item, value: string | undefined): Fraction | undefined {
	if (!isSaid(value) || value === noOpinion) return undefined;
	switch (item.kind) {
		case 'steps5':
			return fraction(2 * Number(value));
		case 'keywords':
			return onScale(Number(value), -3, 3);
		case 'scale10':
			return onScale(Number(value), 1, 10);
	}
}

/** From another scale linearly to that of 2 to 10. */
function onScale(value: number, lowest: number, highest: number): Fraction {
	return add(fraction(2), over(fraction(8 * (value - lowest)), fraction(highest - lowest)));
}

function weightedMean(
	parts: readonly { readonly weight: string; readonly score: Fraction | undefined }[]
): Fraction | undefined {
	let weights = zero;
	let sum = zero;
	for (const { weight, score } of parts) {
		if (!score) continue;
		weights = add(weights, decimal(weight));
		sum = add(sum, times(score, decimal(weight)));
	}
	return isZero(weights) ? undefined : over(sum, weights);
}
