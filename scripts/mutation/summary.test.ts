import { expect, test } from 'vitest';
import { joined, outcomeOf, outcomesIn } from './summary.mjs';

const place = (line: number, from: number, to: number) => ({
	start: { line, column: from },
	end: { line, column: to }
});
const mutant = (status: string, location = place(1, 1, 2)) => ({
	status,
	location,
	mutatorName: 'EqualityOperator',
	replacement: 'a  >=\n\tb'
});
const tried = ['Killed', 'Timeout', 'NoCoverage', 'CompileError', 'RuntimeError', 'Ignored'];
const b = {
	...outcomeOf(
		'b.ts',
		'x',
		tried.map((status) => mutant(status))
	),
	source: 'digest b'
};
const a = {
	...outcomeOf('a.ts', 'if (a > b) {\n}', [mutant('Survived', place(1, 5, 10))]),
	source: 'digest a'
};

test('the score is what tests noticed of what could be noticed', () => {
	const why = 'they are never equal';
	const changes = [{ change: 'a > b → a >= b', code: 'if (a > b) {' }];
	expect(joined({ 'b.ts': b, 'a.ts': a }, [{ file: 'a.ts', why, changes }])).toEqual({
		score: 50,
		mutants: 4,
		killed: 1,
		timeout: 1,
		survived: 2,
		explained: 1,
		byFile: {
			'a.ts': { score: 0, mutants: 1, killed: 0, timeout: 0, survived: 1, source: 'digest a' },
			'b.ts': { score: 66.67, mutants: 3, killed: 1, timeout: 1, survived: 1, source: 'digest b' }
		},
		survivors: [
			{
				file: 'a.ts',
				line: 1,
				column: 5,
				kind: 'EqualityOperator',
				code: 'if (a > b) {',
				change: 'a > b → a >= b',
				why
			},
			{
				file: 'b.ts',
				line: 1,
				column: 1,
				kind: 'EqualityOperator',
				code: 'x',
				change: 'x → a >= b',
				uncovered: true
			}
		]
	});
});

test('a part that is run anew replaces its own files only, and reasons are looked up anew', () => {
	const kept = joined({ 'b.ts': b, 'a.ts': a }, []);
	expect(joined(outcomesIn(kept), [])).toEqual(kept);
	const anew = { ...outcomeOf('b.ts', 'x', [mutant('Killed')]), source: 'digest c' };
	const result = joined({ ...outcomesIn(kept), 'b.ts': anew }, []);
	expect(result).toMatchObject({ score: 50, mutants: 2, survived: 1 });
	expect(result.survivors.map(({ file }) => file)).toEqual(['a.ts']);
});
