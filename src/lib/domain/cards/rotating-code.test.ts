import { webcrypto } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeMaker } from './make-code.ts';
import {
	cardPayload,
	digitsOf,
	messageOf,
	readCardCode,
	startOfStep,
	stepAt
} from './rotating-code.ts';

/** 32 bytes: 0, 1, 2, … 31. */
const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const number = '4812345673';
const step = 59_300_000;

describe('B2: the code of a half minute', () => {
	// Computed once with another implementation of HMAC-SHA-256, of 'SW1:C:<number>:<step>'.
	test.each([
		['4812345673', 59_300_000, '52852257'],
		['4812345673', 59_300_001, '50978819'],
		['4812345673', 0, '66507231'],
		['9999999999', 59_300_000, '14244361'],
		['1000000009', 8_589_934_592, '85487268']
	] as const)('B2: of %s at %i it is %s', async (of, at, code) => {
		const make = await codeMaker(secret);
		expect(await make?.(of, at)).toBe(code);
	});

	test('B2: on plain http a browser has no WebCrypto, and nothing is made', async () => {
		expect(await codeMaker(secret, undefined as never)).toBeDefined();
		const plain = globalThis.crypto;
		Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
		try {
			expect(await codeMaker(secret)).toBeUndefined();
		} finally {
			Object.defineProperty(globalThis, 'crypto', { value: plain, configurable: true });
		}
		expect(await codeMaker(secret, webcrypto.subtle as SubtleCrypto)).toBeDefined();
	});

	test('B2: digits use every bit of the signature and keep their zeros', () => {
		expect(digitsOf(new Uint8Array(32))).toBe('00000000');
		expect(digitsOf(Uint8Array.of(1, 0))).toBe('00000256');
		// 2^256 - 1 modulo 10^8.
		expect(digitsOf(new Uint8Array(32).fill(255))).toBe(
			String((2n ** 256n - 1n) % 100_000_000n).padStart(8, '0')
		);
	});

	test('B2: a half minute begins at :00 and :30', () => {
		expect(stepAt('2026-05-19T13:20:29.999Z')).toBe(stepAt('2026-05-19T13:20:00.000Z'));
		expect(stepAt('2026-05-19T13:20:30.000Z')).toBe(stepAt('2026-05-19T13:20:00.000Z') + 1);
		expect(startOfStep(stepAt('2026-05-19T13:20:44.000Z'))).toBe('2026-05-19T13:20:30.000Z');
	});

	test('B2: the version is signed too', () => {
		expect(messageOf(number, step)).toBe('SW1:C:4812345673:59300000');
	});
});

test('B2: what the QR says is read again, and nothing else is a card with its code', () => {
	const code = '52852257';
	expect(readCardCode(cardPayload(number, code))).toEqual({ number, code });
	for (const text of ['SW2:C:4812345673:12345678', 'SW1:C:4812345673:1234567', 'SW1:C:', ''])
		expect(readCardCode(text)).toBeUndefined();
});
