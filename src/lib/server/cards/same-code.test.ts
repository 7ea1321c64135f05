import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeMaker } from '#lib/domain/cards/make-code.ts';
import { codeAt } from './check-code.ts';

describe('B2: the code of a half minute, on both sides', () => {
	// Those of domain/cards/rotating-code.test.ts, computed once with another implementation.
	test.each([
		['4812345673', 59_300_000, '52852257'],
		['4812345673', 59_300_001, '50978819'],
		['4812345673', 0, '66507231'],
		['9999999999', 59_300_000, '14244361'],
		['1000000009', 8_589_934_592, '85487268']
	] as const)('B2: the desk expects of %s at %i %s', (of, at, code) => {
		expect(codeAt('AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8', of, at)).toBe(code);
	});

	test('B2: phone and desk make the same code of any key, number and half minute', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ minLength: 32, maxLength: 32 }),
				fc.stringMatching(/^\d{10}$/),
				fc.nat(200_000_000),
				async (bytes, of, at) => {
					const key = Buffer.from(bytes).toString('base64url');
					const make = await codeMaker(key);
					const code = await make?.(of, at);
					expect(code).toMatch(/^\d{8}$/);
					expect(code).toBe(codeAt(key, of, at));
				}
			),
			{ numRuns: 50 }
		);
	});
});
