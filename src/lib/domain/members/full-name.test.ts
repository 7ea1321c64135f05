import { expect, test } from 'vitest';
import { fullName } from './full-name.ts';

test.each([
	['Anna', 'Lindqvist', 'Anna Lindqvist'],
	['小明', '王', '王小明'],
	['Xiaoming', 'Wang', 'Xiaoming Wang'],
	['小明', 'Wang', '小明 Wang']
])('L5: %s of the family %s is written %s', (given, family, written) => {
	expect(fullName(given, family)).toBe(written);
});
