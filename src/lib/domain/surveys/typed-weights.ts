import { toWeightTexts } from './pairwise.ts';

/** So far from 100 % that it was no rounding. */
const tolerance = 0.1;

export type TypedWeights =
	| { readonly ok: true; readonly weights: Readonly<Record<string, string>> }
	/** The sum that was typed, in percent. */
	| { readonly ok: false; readonly sum: number };

/**
 * Weights of siblings, by id, from the percentages that were typed. A sum within 0.1 of 100 is what
 * rounding leaves: it is shared out so that the weights make exactly 1.
 */
export function weightsFrom(percent: Readonly<Record<string, number>>): TypedWeights {
	const sum = sumOf(Object.values(percent));
	if (Math.abs(sum - 100) > tolerance) return { ok: false, sum };
	return { ok: true, weights: asWeights(Object.keys(percent), Object.values(percent)) };
}

/** Shares in the order of their ids as weights that make exactly 1. */
export function asWeights(
	ids: readonly string[],
	shares: readonly number[]
): Readonly<Record<string, string>> {
	const sum = shares.reduce((total, one) => total + one, 0);
	const texts = toWeightTexts(shares.map((one) => one / sum));
	return Object.fromEntries(ids.map((id, at) => [id, texts[at] ?? '0']));
}

/** To four digits, for what was typed with at most four. */
export function sumOf(percents: readonly number[]): number {
	return Math.round(percents.reduce((total, one) => total + one, 0) * 10_000) / 10_000;
}

/** '0.2667' as '26.67'. */
export function percentText(weight: string): string {
	return String(Math.round(Number(weight) * 1_000_000) / 10_000);
}

/** '12,5' as 12.5; undefined where it is no percentage. */
export function percentIn(typed: string): number | undefined {
	const plain = typed.trim().replace(/\s*%$/, '');
	if (!/^\d{1,3}([.,]\d{1,4})?$/.test(plain)) return undefined;
	const value = Number(plain.replace(',', '.'));
	return value <= 100 ? value : undefined;
}
