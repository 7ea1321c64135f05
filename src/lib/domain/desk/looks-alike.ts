import { familyNameKey, givenNameKey } from '../members/keys.ts';

export interface PersonName {
	readonly givenName: string;
	readonly familyName: string;
}

/** Shorter words have no room for a slip: "Li" and "Lu" are two names. */
const slip_length_min = 4;

/**
 * Whether two names may be one person's: equal without case, accents and punctuation, in either order,
 * or with one slip in one of the two words (a letter more, fewer, another, or two that changed places).
 */
export function looksAlike(one: PersonName, other: PersonName): boolean {
	const [given, family] = keysOf(one);
	const [otherGiven, otherFamily] = keysOf(other);
	return (
		areNear([given, otherGiven], [family, otherFamily]) ||
		areNear([given, otherFamily], [family, otherGiven])
	);
}

type Pair = readonly [string, string];

function keysOf({ givenName, familyName }: PersonName): Pair {
	return [givenNameKey(givenName), familyNameKey(familyName)];
}

function areNear(one: Pair, other: Pair): boolean {
	if (isSame(one)) return isSame(other) || isSlip(other);
	return isSame(other) && isSlip(one);
}

const isSame = ([one, other]: Pair) => one === other;

function isSlip([one, other]: Pair): boolean {
	if (Math.max(one.length, other.length) < slip_length_min) return false;
	const [short, long] = one.length <= other.length ? [one, other] : [other, one];
	const first = firstDifference(short, long);
	const restOf = (text: string, from: number) => text.slice(from);
	if (short.length < long.length) return restOf(short, first) === restOf(long, first + 1);
	const isOther = restOf(short, first + 1) === restOf(long, first + 1);
	const isSwapped =
		short[first] === long[first + 1] &&
		short[first + 1] === long[first] &&
		restOf(short, first + 2) === restOf(long, first + 2);
	return isOther || isSwapped;
}

function firstDifference(short: string, long: string): number {
	let at = 0;
	while (at < short.length && short[at] === long[at]) at += 1;
	return at;
}
