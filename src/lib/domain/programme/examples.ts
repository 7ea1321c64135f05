import { comesOut } from './comes-out.ts';
import type { Example, Expectation } from './example.ts';
import { look } from './look.ts';
import { play } from './play.ts';
import type { ProgrammeFile } from './programme.ts';

export interface ExampleResult {
	readonly name: string;
	readonly passed: boolean;
	readonly expected: Expectation;
	/** The same fields as expected, as they came out; `error` when the example cannot be played. */
	readonly actual: Readonly<Record<string, unknown>>;
}

export interface ExamplesResult {
	readonly passed: number;
	readonly failed: number;
	readonly examples: readonly ExampleResult[];
}

/** Plays every example of a file over all its versions, through the functions that post real stays. */
export function runExamples(file: ProgrammeFile): ExamplesResult {
	const examples = file.examples.map((example) => runExample(example, file.versions));
	const passed = examples.filter((example) => example.passed).length;
	return { passed, failed: examples.length - passed, examples };
}

function runExample(example: Example, versions: ProgrammeFile['versions']): ExampleResult {
	const { name, expect } = example;
	try {
		const actual = look(play(example, versions), expect);
		const passed = Object.entries(expect).every(([field, value]) => comesOut(value, actual[field]));
		return { name, passed, expected: expect, actual };
	} catch (error) {
		const told = error instanceof Error ? error.message : String(error);
		return { name, passed: false, expected: expect, actual: { error: told } };
	}
}
