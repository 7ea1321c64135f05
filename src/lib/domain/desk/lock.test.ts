import { expect, test } from 'vitest';
import { isLocked } from './lock.ts';

const seenAt = '2026-03-01T09:00:00.000Z';

test.for([
	['2026-03-01T09:04:59.999Z', false],
	['2026-03-01T09:05:00.000Z', true],
	['2026-03-01T10:00:00.000Z', true],
	// A clock that was set back locks nobody out.
	['2026-03-01T08:00:00.000Z', false]
] as const)('K6: after 5 minutes without a request a desk is locked: at %s %s', ([now, locked]) => {
	expect(isLocked({ seenAt }, now, 5)).toBe(locked);
});

test('K6: a desk that was locked by hand is locked at once', () => {
	expect(isLocked({ seenAt, lockedAt: seenAt }, seenAt, 5)).toBe(true);
});
