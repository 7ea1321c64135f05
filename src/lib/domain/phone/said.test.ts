import { expect, test } from 'vitest';
import { isOlder, saidAt } from './said.ts';

const now = '2026-03-01T12:00:00.000Z';

test('F2: what was said is as old as the phone counted, whatever time it thinks it is', () => {
	expect(saidAt('60000', now)).toBe('2026-03-01T11:59:00.000Z');
	expect(saidAt('0', now)).toBe(now);
	expect(saidAt(String(90 * 86_400_000), now)).toBe('2025-12-01T12:00:00.000Z');
});

test('F2: an age that cannot be is none', () => {
	for (const age of [null, '', '-5', '1e9', '12.5', 'NaN', ' 60000', String(90 * 86_400_000 + 1)])
		expect(saidAt(age, now), String(age)).toBe(now);
});

test('F2: the later word holds; within five seconds the one that arrives last', () => {
	expect(isOlder('2026-03-01T11:59:54.999Z', now)).toBe(true);
	expect(isOlder('2026-03-01T11:59:55.000Z', now)).toBe(false);
	expect(isOlder('2026-03-01T12:30:00.000Z', now)).toBe(false);
	expect(isOlder(now, undefined)).toBe(false);
});
