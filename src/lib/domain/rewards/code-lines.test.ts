import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOf, readCodeLines } from './code-lines.ts';

const codes = (text: string) => readCodeLines(text).good.map(({ code }) => code);
const problems = (text: string) =>
	readCodeLines(text).bad.map(({ line, problem, end }) => [line, problem, end]);

test('E1: codes are read one a line, however lines end, with or without the last break', () => {
	for (const end of ['\n', '\r\n', '\r'])
		for (const last of ['', end])
			expect(codes(['AAAA-1111', ' BBBB-2222 ', 'cccc'].join(end) + last)).toEqual([
				'AAAA-1111',
				'BBBB-2222',
				'cccc'
			]);
	expect(readCodeLines('')).toEqual({ good: [], bad: [] });
});

test('E1: of a table it is the first column, without mark, quotes and heading', () => {
	expect(codes('\uFEFFCode;value\nAB-1;20\nAB-2;20')).toEqual(['AB-1', 'AB-2']);
	expect(codes('"AB, ""1""",20\n"AB-2"')).toEqual(['AB, "1"', 'AB-2']);
	expect(codes('AB-1\ncode')).toEqual(['AB-1', 'code']);
});

test('E1: a bad line is said by line and reason, and the others are kept', () => {
	const text = `GOOD-0001\n\n${'x'.repeat(65)}\nGOOD-0001\nA\u0000B-00001\nlast`;
	expect(problems(text)).toEqual([
		[2, 'empty', ''],
		[3, 'too-long', 'xxxx'],
		[4, 'doubled', '0001'],
		[5, 'odd-signs', '0001']
	]);
	expect(codes(text)).toEqual(['GOOD-0001', 'last']);
});

test('E1: every line is good or bad, once, and no good one is there twice', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ maxLength: 80 })), (lines) => {
			const { good, bad } = readCodeLines(['first', ...lines, 'end'].join('\n'));
			const named = [...good, ...bad].map(({ line }) => line);
			expect(new Set(named).size).toBe(named.length);
			expect(new Set(good.map(({ code }) => code)).size).toBe(good.length);
		})
	);
});

test('E1: the end of a code never is the whole of it', () => {
	expect([endOf('ABCD'), endOf('ABCDE'), endOf('')]).toEqual(['', 'BCDE', '']);
});
