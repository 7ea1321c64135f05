import { describe, expect, test } from 'vitest';
import { fitOf, steps_explained, steps_tolerated } from '#lib/domain/cards/rotating-code.ts';
import { codeAt, findCode } from './check-code.ts';

const secret = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const other = 'HwAeAR0CHAMbBBoFGQYYBxcIFgkVChQLEwwSDRENEA8';
const number = '4812345673';
const step = 59_300_000;

describe('B2 K1: which code the desk takes for good', () => {
	const found = (of: string, away: number, key = secret) =>
		findCode([{ id: 'k', secret }], number, codeAt(key, of, step + away), step);

	test.each([
		[-2, 'good'],
		[-1, 'good'],
		[0, 'good'],
		[1, 'good'],
		[2, 'good'],
		[-3, 'old'],
		[3, 'ahead'],
		[-steps_explained, 'old'],
		[steps_explained, 'ahead']
	] as const)('B2: one of %i half minutes away: %s', (away, fit) => {
		expect(found(number, away)).toEqual({ keyId: 'k', step: step + away, fit });
		expect(fitOf(step + away, step)).toBe(fit);
	});

	test('B2: one minute to either side', () => {
		expect(steps_tolerated * 30).toBe(60);
	});

	test('B2: nothing is said of a clock that is wrong by more than three hours', () => {
		expect(found(number, -steps_explained - 1)).toBeUndefined();
		expect(found(number, steps_explained + 1)).toBeUndefined();
	});

	test('B2: neither another number’s code nor another device’s', () => {
		expect(found('4812345681', 0)).toBeUndefined();
		expect(found(number, 0, other)).toBeUndefined();
		expect(findCode([], number, codeAt(secret, number, step), step)).toBeUndefined();
	});

	test('B2: of several devices the one that shows it', () => {
		const keys = [
			{ id: 'tablet', secret: other },
			{ id: 'phone', secret }
		];
		expect(findCode(keys, number, codeAt(secret, number, step), step)?.keyId).toBe('phone');
	});

	test('B2: a wrong clock is told of the five devices that opened the card last, a good one of any', () => {
		const keys = Array.from({ length: 6 }, (_, at) => ({
			id: `device ${at}`,
			secret: Buffer.alloc(32, at + 1).toString('base64url')
		}));
		const on = (at: number, away: number) =>
			findCode(keys, number, codeAt(keys[at]!.secret, number, step + away), step)?.keyId;
		expect([on(4, 100), on(5, 100), on(5, 2)]).toEqual(['device 4', undefined, 'device 5']);
	});

	test('B2: a code of another length is nobody’s', () => {
		expect(findCode([{ id: 'k', secret }], number, '1', step)).toBeUndefined();
	});
});
