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
import type { EarnedLine, Reasons, StayReasons } from '../reasons.ts';

/** The points of an entry, computed from its stored reasons alone, without the programme. */
export function recomputePoints(reasons: Reasons): number {
	switch (reasons.kind) {
		case 'stay':
			return recomputeStay(reasons);
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
	const { rounding } = reasons;
	const share = decimal(reasons.tier.bonus);
	const caps = new Map<string, Fraction>();
	let points = 0;
	let total = zero;
	for (const line of reasons.lines) {
		const exact = exactOf(line, reasons, caps);
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
