import { Refusal } from '../refusal.ts';

export const pin_digits_min = 4;
export const pin_digits_max = 8;

/** The digits that were typed; those of a Chinese keyboard are those of any other. */
export function readPin(typed: string): string | undefined {
	const pin = typed.normalize('NFKC').trim();
	return /^\d{4,8}$/.test(pin) ? pin : undefined;
}

/**
 * Refused with `pin-too-plain`: what somebody who watches or guesses tries first. All digits alike, each
 * one more or one less than the one before (0 follows 9), or one part said again and again (1212).
 */
export function refusePlainPin(pin: string): void {
	if (isRun(pin, 0) || isRun(pin, 1) || isRun(pin, 9) || isRepeated(pin))
		throw new Refusal('pin-too-plain');
}

function isRun(pin: string, step: number): boolean {
	const digits = Array.from(pin, Number);
	return digits.every((digit, at) => at === 0 || digit === ((digits[at - 1] ?? 0) + step) % 10);
}

function isRepeated(pin: string): boolean {
	return [2, 3, 4].some(
		(length) =>
			pin.length > length &&
			pin.length % length === 0 &&
			pin === pin.slice(0, length).repeat(pin.length / length)
	);
}
