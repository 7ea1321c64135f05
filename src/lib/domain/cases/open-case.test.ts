import { expect, test } from 'vitest';
import { firstCuts } from '../surveys/cuts.ts';
import { caseOf } from './open-case.ts';

test.each([
	[{ index: 5.999999, recommend: 10, hasText: false }, 'complaint'],
	[{ index: 6, recommend: 7, hasText: false }, undefined],
	[{ index: 9, recommend: 6, hasText: false }, 'complaint'],
	[{ index: 9, recommend: 6, hasText: true }, 'complaint'],
	[{ recommend: 7, hasText: true }, 'suggestion'],
	[{ index: 8, hasText: true }, 'suggestion'],
	[{ recommend: 9, hasText: true }, 'praise'],
	[{ recommend: 9, hasText: false }, undefined],
	[{ hasText: false }, undefined]
] as const)('H6: %o is %s', (said, kind) => {
	expect(caseOf(said)).toBe(kind);
});

test('H6: from when on a response is a case is a setting', () => {
	const cuts = { ...firstCuts, recommendTo: 3, indexBelow: 4 };
	expect(caseOf({ index: 5, recommend: 5, hasText: false }, cuts)).toBeUndefined();
	expect(caseOf({ index: 3.9, recommend: 5, hasText: false }, cuts)).toBe('complaint');
});
