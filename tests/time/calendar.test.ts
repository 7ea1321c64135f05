import { describe, expect, test } from 'vitest';
import { areas } from './areas.ts';
import { readTable, tables } from './table.ts';

const pure = tables.filter((name) => name !== 'jobs');

test('T7: the table has its 400 cases, each with a reason, and none twice', () => {
	const rows = tables.flatMap((name) => readTable(name).map((row) => ({ name, ...row })));
	expect(rows.length).toBeGreaterThanOrEqual(400);
	for (const { expected, why } of rows)
		expect([expected, why].every((text) => text !== '')).toBe(true);
	expect(new Set(rows.map(({ name, given }) => `${name} ${given.join(' ')}`)).size).toBe(
		rows.length
	);
	expect(pure.toSorted()).toEqual(Object.keys(areas).toSorted());
});

test('T7: the process runs in the zone that the run asked for', () => {
	const asked = process.env['TZ'];
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	expect(asked === undefined || timeZone === asked).toBe(true);
});

describe.each(pure)('T7 %s', (name) => {
	test.each(readTable(name).map((row) => [row.given.join(' '), row] as const))(
		`T7 ${name}: %s`,
		(_, { given, expected, why }) => {
			expect(areas[name]?.(...given), why).toBe(expected);
		}
	);
});
