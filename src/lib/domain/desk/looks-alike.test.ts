import { expect, test } from 'vitest';
import { looksAlike } from './looks-alike.ts';

const name = (text: string) => {
	const [givenName = '', familyName = ''] = text.split(' ');
	return { givenName, familyName };
};

test.for([
	['Ada Lindqvist', 'ADA lindqvist'],
	['José Muñoz', 'Jose Munoz'],
	['Ada Lindqvist', 'Lindqvist Ada'],
	['Ada Lindqvist', 'Ada Lindquist'],
	['Ada Lindqvist', 'Ada Lindqvst'],
	['Ada Lindqvist', 'Ada Lindqivst'],
	['Johan Berg', 'Johann Berg'],
	['伟 王', '王 伟']
])('K3: %s and %s may be one person', ([one, other]) => {
	expect(looksAlike(name(one ?? ''), name(other ?? ''))).toBe(true);
	expect(looksAlike(name(other ?? ''), name(one ?? ''))).toBe(true);
});

test.for([
	['Ada Lindqvist', 'Ida Lindqvist'],
	['Li Wang', 'Lu Wang'],
	['Anna Berg', 'Anna Borgs'],
	['Johan Berg', 'Johann Borg'],
	['伟 王', '芳 王']
])('K3: %s and %s are two people', ([one, other]) => {
	expect(looksAlike(name(one ?? ''), name(other ?? ''))).toBe(false);
});
