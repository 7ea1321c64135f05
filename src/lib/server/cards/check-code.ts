import { createHmac, timingSafeEqual } from 'node:crypto';
import {
	digitsOf,
	fitOf,
	messageOf,
	stepsAround,
	type Fit
} from '#lib/domain/cards/rotating-code.ts';
import type { CardKey } from './queries.ts';

export interface FoundCode {
	readonly keyId: string;
	readonly step: number;
	readonly fit: Fit;
}

/** The code that a device with this key shows in a half minute. */
export function codeAt(secret: string, number: string, step: number): string {
	const key = Buffer.from(secret, 'base64url');
	return digitsOf(createHmac('sha256', key).update(messageOf(number, step)).digest());
}

/**
 * Which of a member's devices shows this code, and when. Undefined: none of them within three hours.
 * The steps around now come first, for every key, so a good code is never taken for an old one.
 */
export function findCode(
	keys: readonly CardKey[],
	number: string,
	code: string,
	current: number
): FoundCode | undefined {
	for (const step of stepsAround(current))
		for (const { id, secret } of keys)
			if (isSame(codeAt(secret, number, step), code))
				return { keyId: id, step, fit: fitOf(step, current) };
	return undefined;
}

function isSame(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}
