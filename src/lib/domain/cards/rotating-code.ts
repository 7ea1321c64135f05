import type { Instant } from '../calendar.ts';

// The code on a membership card: HMAC-SHA-256 of number and half minute under a key that one device
// has. Phones make it with WebCrypto and the desk's server with Node's, both from the functions here.

/** How long a card shows the same code. */
export const step_seconds = 30;
/** Half minutes by which a phone's clock may differ from the server's, to either side: one minute. */
export const steps_tolerated = 2;
/** How far a wrong clock is told from a wrong code, in half minutes: three hours to either side. */
export const steps_explained = 360;

const version = 'SW1:C';
const digits = 8;

/** The half minute of an instant; both are counted from 1970. */
export function stepAt(instant: Instant): number {
	return Math.floor(Date.parse(instant) / (step_seconds * 1000));
}

/** The instant at which a half minute begins. */
export function startOfStep(step: number): Instant {
	return new Date(step * step_seconds * 1000).toISOString();
}

/** What is signed: another version, number or half minute is another code. */
export function messageOf(number: string, step: number): string {
	return `${version}:${number}:${step}`;
}

/** Eight digits of all 256 bits of the signature, none of them likelier than another. */
export function digitsOf(signature: Uint8Array): string {
	const values = 10 ** digits;
	const value = signature.reduce((sum, byte) => (sum * 256 + byte) % values, 0);
	return String(value).padStart(digits, '0');
}

/** What the card's QR says. */
export function cardPayload(number: string, code: string): string {
	return `${version}:${number}:${code}`;
}

/** What the QR says that only names the member and proves nothing. */
export function numberPayload(number: string): string {
	return `SW1:${number}`;
}

/**
 * The number and code of a card as scanned (`SW1:C:…:…`) or typed one after the other. `plain` has
 * neither spaces nor hyphens and is in capitals.
 */
export function readCardCode(
	plain: string
): { readonly number: string; readonly code: string } | undefined {
	const [, number, code] = /^(?:SW1:C:)?(\d{10}):?(\d{8})$/.exec(plain) ?? [];
	return number === undefined || code === undefined ? undefined : { number, code };
}

/** How a code lies to the half minute of the server that checks it. */
export type Fit = 'good' | 'old' | 'ahead';

export function fitOf(step: number, current: number): Fit {
	if (Math.abs(step - current) <= steps_tolerated) return 'good';
	return step < current ? 'old' : 'ahead';
}

/** The half minutes up to so many away from one, the nearest first. */
export function* stepsAround(current: number, away_max: number): Generator<number> {
	yield current;
	for (let away = 1; away <= away_max; away++) {
		yield current - away;
		yield current + away;
	}
}
