/** An exact rational number; d > 0, not always in lowest terms. */
export interface Fraction {
	readonly n: bigint;
	readonly d: bigint;
}

export type RoundingMode = 'floor' | 'half-up' | 'half-even';

export const zero: Fraction = { n: 0n, d: 1n };

export function fraction(n: number | bigint, d: number | bigint = 1n): Fraction {
	const over = BigInt(d);
	if (over === 0n) throw new Error('a fraction over zero');
	return over < 0n ? { n: -BigInt(n), d: -over } : { n: BigInt(n), d: over };
}

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A whole number or decimal text such as '2.5', exactly. Anything else is undefined. */
export function parseDecimal(value: number | string): Fraction | undefined {
	if (typeof value === 'number') return Number.isSafeInteger(value) ? fraction(value) : undefined;
	const match = decimalPattern.exec(value);
	if (!match) return undefined;
	const decimals = match[3] ?? '';
	const digits = BigInt(`${match[2] ?? ''}${decimals}`);
	return { n: match[1] ? -digits : digits, d: 10n ** BigInt(decimals.length) };
}

/** As parseDecimal, for values that a schema has already checked. */
export function decimal(value: number | string): Fraction {
	const parsed = parseDecimal(value);
	if (!parsed) throw new Error(`not a decimal: ${value}`);
	return parsed;
}

export function add(a: Fraction, b: Fraction): Fraction {
	if (a.d === b.d) return { n: a.n + b.n, d: a.d };
	return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
	return add(a, { n: -b.n, d: b.d });
}

export function times(a: Fraction, b: Fraction): Fraction {
	return { n: a.n * b.n, d: a.d * b.d };
}

export function over(a: Fraction, b: Fraction): Fraction {
	return fraction(a.n * b.d, a.d * b.n);
}

export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
	const left = a.n * b.d;
	const right = b.n * a.d;
	return left < right ? -1 : left > right ? 1 : 0;
}

export function smaller(a: Fraction, b: Fraction): Fraction {
	return compare(a, b) <= 0 ? a : b;
}

export function isZero(a: Fraction): boolean {
	return a.n === 0n;
}

/** A whole number by the mode; halves go away from zero (half-up) or to the even one (half-even). */
export function round(a: Fraction, mode: RoundingMode): number {
	const down = floorOf(a);
	if (mode === 'floor') return toSafe(down);
	const twiceRest = (a.n - down * a.d) * 2n;
	if (twiceRest !== a.d) return toSafe(twiceRest > a.d ? down + 1n : down);
	const up = mode === 'half-up' ? a.n > 0n : down % 2n !== 0n;
	return toSafe(up ? down + 1n : down);
}

export function floor(a: Fraction): number {
	return toSafe(floorOf(a));
}

export function ceil(a: Fraction): number {
	return toSafe(-floorOf({ n: -a.n, d: a.d }));
}

/** 'n' or 'n/d' in lowest terms; parseFraction reads it back. */
export function toText(a: Fraction): string {
	if (a.d === 1n) return a.n.toString();
	const divisor = gcd(a.n < 0n ? -a.n : a.n, a.d);
	const d = a.d / divisor;
	return d === 1n ? (a.n / divisor).toString() : `${a.n / divisor}/${d}`;
}

export function parseFraction(text: string): Fraction {
	const slash = text.indexOf('/');
	if (slash < 0) return { n: BigInt(text), d: 1n };
	return fraction(BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1)));
}

/** Decimal text for reading: exact where the decimals end within `digits`, else cut there and `exact` is false. */
export function toDecimal(a: Fraction, digits = 6): { text: string; exact: boolean } {
	const scale = 10n ** BigInt(digits);
	const size = a.n < 0n ? -a.n : a.n;
	const scaled = (size * scale) / a.d;
	const whole = scaled / scale;
	const rest = (scaled % scale).toString().padStart(digits, '0').replace(/0+$/, '');
	const sign = a.n < 0n && scaled !== 0n ? '-' : '';
	return { text: `${sign}${whole}${rest && '.'}${rest}`, exact: scaled * a.d === size * scale };
}

function floorOf(a: Fraction): bigint {
	const quotient = a.n / a.d;
	return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
}

function gcd(a: bigint, b: bigint): bigint {
	while (b !== 0n) [a, b] = [b, a % b];
	return a;
}

function toSafe(value: bigint): number {
	const number = Number(value);
	if (!Number.isSafeInteger(number)) throw new Error('a number beyond 2^53');
	return number;
}
