import {
	add,
	compare,
	decimal,
	fraction,
	over,
	parseFraction,
	round,
	smaller,
	subtract,
	times,
	zero,
	type Fraction
} from '../fraction.ts';
import { minorPerUnit } from '../money.ts';
import type { Rounding } from '../programme/programme.ts';
import type {
	ActivityLine,
	ActivityReasons,
	EarnedLine,
	Reasons,
	StayReasons
} from '../reasons.ts';
import type { LineSum } from './sum-lines.ts';

/** The points of an entry, computed from its stored reasons alone, without the programme. */
export function recomputePoints(reasons: Reasons): number {
	switch (reasons.kind) {
		case 'stay':
			return recomputeStay(reasons);
		case 'activity':
			return recomputeActivity(reasons);
		case 'reversal': {
			const { points, lapsed, waived, fromOwnLots, fromOtherLots, owed } = reasons;
			const taken = fromOwnLots + fromOtherLots + owed;
			if (taken !== points - lapsed - waived) return NaN;
			return negative(taken);
		}
		case 'expiry':
			return negative(reasons.lots.reduce((sum, lot) => sum + lot.points, 0));
		case 'spend':
			return negative(reasons.points);
		case 'return':
		case 'award':
		case 'milestone':
		case 'given':
		case 'transfer':
		case 'merge':
			return reasons.points;
	}
}

function recomputeStay(reasons: StayReasons): number {
	const caps = new Map<string, Fraction>();
	const lines = reasons.lines.map((line) => ({ line, exact: exactOf(line, reasons, caps) }));
	return addUp(lines, reasons);
}

function recomputeActivity(reasons: ActivityReasons): number {
	const lines = reasons.lines.map((line) => ({ line, exact: exactOfActivity(line, reasons) }));
	return addUp(lines, reasons);
}

function exactOfActivity(line: ActivityLine, { activity }: ActivityReasons): Fraction {
	const amount = decimal(activity.amounts[line.measure] ?? 0);
	const exact = over(times(amount, decimal(line.points)), decimal(line.per));
	return line.cap === undefined ? exact : smaller(exact, fraction(line.cap));
}

function addUp(
	lines: readonly { readonly line: Pick<LineSum, 'as'>; readonly exact: Fraction }[],
	{ rounding, tier }: { readonly rounding: Rounding; readonly tier: { readonly bonus: string } }
): number {
	const share = decimal(tier.bonus);
	let points = 0;
	let total = zero;
	for (const { line, exact } of lines) {
		if (rounding.at === 'line') {
			const rounded = round(exact, rounding.mode);
			const bonus = line.as === 'base' ? times(fraction(rounded), share) : zero;
			points += rounded + round(bonus, rounding.mode);
		} else {
			total = add(total, line.as === 'base' ? add(exact, times(exact, share)) : exact);
		}
	}
	return rounding.at === 'line' ? points : round(total, rounding.mode);
}

function exactOf(line: EarnedLine, reasons: StayReasons, caps: Map<string, Fraction>): Fraction {
	const eligible = parseFraction(line.eligible);
	const amount = reasons.stay.amounts[line.class] ?? 0;
	const whole = fraction(amount, minorPerUnit(reasons.stay.currency));
	if (compare(eligible, whole) > 0) return fraction(-1);
	const converted = reasons.exchange ? over(eligible, decimal(reasons.exchange.rate)) : eligible;
	const exact = over(times(converted, decimal(line.points)), decimal(line.per));
	if (!line.cap) return exact;
	const left = caps.get(line.rule) ?? parseFraction(line.cap.left);
	const capped = smaller(exact, left);
	caps.set(line.rule, subtract(left, capped));
	return capped;
}

/** Never the number −0. */
function negative(points: number): number {
	return points === 0 ? 0 : -points;
}
