/**
 * A quasigroup of order 10 that is totally anti-symmetric (Damm 2004): its check digit finds every
 * single wrong digit and every swap of neighbours.
 */
const table = [
	'0317598642',
	'7092154863',
	'4206871359',
	'1750983426',
	'6123045978',
	'3674209581',
	'5869720134',
	'8945362017',
	'9438617205',
	'2581436790'
] as const;

/** The digit that makes a text of digits valid. */
export function checkDigit(digits: string): string {
	let interim = 0;
	for (const digit of digits) interim = Number(table[interim]?.[Number(digit)]);
	return String(interim);
}

/** Ten digits, the first 1–9, the last the check digit of the nine before it. Always text. */
export function isMemberNumber(text: string): boolean {
	return /^[1-9]\d{9}$/.test(text) && checkDigit(text.slice(0, 9)) === text[9];
}

/**
 * A member number from chance. `randomInt(limit)` gives a whole number from 0 to below the limit;
 * that it has not been given before is for the caller to see.
 */
export function makeMemberNumber(randomInt: (limit: number) => number): string {
	const digits = String(1 + randomInt(9)) + String(randomInt(100_000_000)).padStart(8, '0');
	return digits + checkDigit(digits);
}

/** What a person types, without the spaces and hyphens that people put between digits. */
export function readMemberNumber(typed: string): string {
	return typed.replace(/[\s-]/g, '');
}
