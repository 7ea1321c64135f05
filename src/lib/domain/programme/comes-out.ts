import { compare, parseDecimal } from '../fraction.ts';
import type { Decimal } from './programme.ts';

/** Equal, with numbers and decimal texts of the same value taken as equal. */
export function comesOut(expected: unknown, actual: unknown): boolean {
	if (isDecimal(expected) && isDecimal(actual)) {
		const [one, other] = [parseDecimal(expected), parseDecimal(actual)];
		if (one && other) return compare(one, other) === 0;
	}
	if (typeof expected !== 'object' || expected === null) return expected === actual;
	if (typeof actual !== 'object' || actual === null) return false;
	const there = new Map(Object.entries(actual));
	const entries = Object.entries(expected);
	return (
		entries.length === there.size &&
		entries.every(([key, value]) => comesOut(value, there.get(key)))
	);
}

function isDecimal(value: unknown): value is Decimal {
	return typeof value === 'number' || typeof value === 'string';
}
