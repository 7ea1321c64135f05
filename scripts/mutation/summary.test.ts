import { expect, test } from 'vitest';
import { summarise } from './summary.mjs';

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

test('the score is what tests noticed of what could be noticed', () => {
	const files = {
		'b.ts': {
			source: 'x',
			mutants: ['Killed', 'Timeout', 'NoCoverage', 'CompileError', 'RuntimeError'].map((status) =>
				mutant(status)
			)
		},
		'a.ts': { source: 'if (a > b) {\n}', mutants: [mutant('Survived', place(1, 5, 10))] }
	};
	expect(summarise({ files })).toEqual({
		score: 50,
		mutants: 4,
		killed: 1,
		timeout: 1,
		survived: 2,
		byFile: {
			'a.ts': { score: 0, mutants: 1, killed: 0, timeout: 0, survived: 1 },
			'b.ts': { score: 66.67, mutants: 3, killed: 1, timeout: 1, survived: 1 }
		},
		survivors: [
			{
				file: 'b.ts',
				line: 1,
				column: 1,
				kind: 'EqualityOperator',
				change: 'x → a >= b',
				uncovered: true
			},
			{ file: 'a.ts', line: 1, column: 5, kind: 'EqualityOperator', change: 'a > b → a >= b' }
		]
	});
});
