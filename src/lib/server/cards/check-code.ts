import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import {
	digitsOf,
	fitOf,
	messageOf,
	steps_explained,
	steps_tolerated,
	stepsAround,
	type Fit
} from '#lib/domain/cards/rotating-code.ts';
import type { CardKey } from './queries.ts';

export interface FoundCode {
	readonly keyId: string;
	readonly step: number;
	readonly fit: Fit;
}

/** On how many devices a wrong clock is looked for; the answer is words, and must not cost much. */
const explained_max = 5;

/** The code that a device with this key shows in a half minute. */
export function codeAt(secret: string, number: string, step: number): string {
	return signedBy(keyOf(secret), number, step);
}

/**
 * Which of a member's devices shows this code, and when. Undefined: none of them within three hours.
 * `keys` are the newest first. Those of now are looked at before all others, so a good code is never
 * taken for an old one.
 */
export function findCode(
	keys: readonly CardKey[],
	number: string,
	code: string,
	current: number
): FoundCode | undefined {
	const signing = keys.map(({ id, secret }) => ({ id, key: keyOf(secret) }));
	const shown = Buffer.from(code);
	return (
		search(signing, steps_tolerated) ?? search(signing.slice(0, explained_max), steps_explained)
	);

	function search(devices: typeof signing, away: number): FoundCode | undefined {
		for (const step of stepsAround(current, away))
			for (const { id, key } of devices)
				if (isSame(Buffer.from(signedBy(key, number, step)), shown))
					return { keyId: id, step, fit: fitOf(step, current) };
		return undefined;
	}
}

/** Made once for all codes of a device: most of what a code costs. */
function keyOf(secret: string): KeyObject {
	return createSecretKey(Buffer.from(secret, 'base64url'));
}

function signedBy(key: KeyObject, number: string, step: number): string {
	return digitsOf(createHmac('sha256', key).update(messageOf(number, step)).digest());
}

function isSame(one: Buffer, other: Buffer): boolean {
	return one.length === other.length && timingSafeEqual(one, other);
}
