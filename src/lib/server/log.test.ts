import { expect, test } from 'vitest';
import { describeError } from './log.ts';

test('P6: what is logged of an error holds no address, number or token', () => {
	const error = new Error(
		'duplicate key ada.o-neill@example.com of 1234567897 with 0f8b1d2c3a4b5c6d7e8f9a0b1c2d3e4f5a'
	);
	const said = JSON.stringify(describeError(error));
	expect(said).toContain('duplicate key <address> of <number> with <token>');
	for (const personal of ['ada', '1234567897', '0f8b1d2c']) expect(said).not.toContain(personal);
	expect(describeError('ada@example.com')).toEqual({ kind: 'string' });
});
