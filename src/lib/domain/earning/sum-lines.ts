import { add, fraction, round, times, toText, zero, type Fraction } from '../fraction.ts';
import type { Rounding } from '../programme/programme.ts';

/** What every line of an entry tells beside its own arithmetic. */
export interface LineSum {
	readonly as: 'base' | 'bonus';
	readonly exactBonus: string;
	readonly rounded?: { readonly points: number; readonly tierBonus: number };
}

export interface PricedLine<Line extends LineSum> {
	readonly line: Line;
	readonly exact: Fraction;
	readonly exactBonus: Fraction;
}

/** The tier's bonus on a base line: of its rounded points when rounding per line, of the exact otherwise. */
export function withBonus<About extends Pick<LineSum, 'as'>>(
	about: About,
	exact: Fraction,
	share: Fraction,
	{ mode, at }: Rounding
): PricedLine<About & LineSum> {
	const ofShare = about.as === 'base' ? share : zero;
	if (at === 'total') {
		const exactBonus = times(exact, ofShare);
		return { line: { ...about, exactBonus: toText(exactBonus) }, exact, exactBonus };
	}
	const points = round(exact, mode);
	const exactBonus = times(fraction(points), ofShare);
	const rounded = { points, tierBonus: round(exactBonus, mode) };
	return { line: { ...about, exactBonus: toText(exactBonus), rounded }, exact, exactBonus };
}

export interface Sum {
	readonly base: number;
	readonly bonus: number;
	readonly exact?: { readonly base: string; readonly bonus: string };
	readonly points: number;
}

/** Base and bonus of all lines, rounded where and how the version says. */
export function sumLines(lines: readonly PricedLine<LineSum>[], rounding: Rounding): Sum {
	const sum = rounding.at === 'line' ? sumOfLines(lines) : roundedSum(lines, rounding);
	return { ...sum, points: sum.base + sum.bonus };
}

function sumOfLines(lines: readonly PricedLine<LineSum>[]): Omit<Sum, 'points'> {
	let base = 0;
	let bonus = 0;
	for (const { line } of lines) {
		const { points, tierBonus } = line.rounded ?? { points: 0, tierBonus: 0 };
		if (line.as === 'base') base += points;
		else bonus += points;
		bonus += tierBonus;
	}
	return { base, bonus };
}

function roundedSum(
	lines: readonly PricedLine<LineSum>[],
	{ mode }: Rounding
): Omit<Sum, 'points'> {
	let base = zero;
	let bonus = zero;
	for (const { line, exact, exactBonus } of lines) {
		if (line.as === 'base') base = add(base, exact);
		else bonus = add(bonus, exact);
		bonus = add(bonus, exactBonus);
	}
	const rounded = round(base, mode);
	return {
		base: rounded,
		bonus: round(add(base, bonus), mode) - rounded,
		exact: { base: toText(base), bonus: toText(bonus) }
	};
}
