import { expect, test } from 'vitest';
import { inOneLine } from './in-one-line.ts';

test('K1: what a guest wrote is one line for the desk, cut where a word ends', () => {
	expect(inOneLine(' The lift\n\nwas  broken. ')).toBe('The lift was broken.');
	expect(inOneLine('')).toBe('');
	const long = inOneLine('The lift was broken all week. '.repeat(9));
	expect(long).toMatch(/\w…$/);
	expect(long.length).toBeLessThanOrEqual(120);
	expect([...inOneLine('电梯坏了🙂'.repeat(60))]).toHaveLength(120);
});
