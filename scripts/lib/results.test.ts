import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
	countExit,
	countPlaywright,
	countVitest,
	playwrightFaults,
	sum,
	vitestFaults
} from './results.mjs';

function report(content: unknown): string {
	const file = path.join(mkdtempSync(path.join(tmpdir(), 'stayward-results-')), 'report.json');
	writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
	return file;
}

const vitest = {
	numPassedTests: 3,
	numFailedTests: 0,
	numPendingTests: 1,
	numTodoTests: 0,
	testResults: [] as unknown[]
};
const playwright = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

test('the sum: passed, failed and skipped are those of all runners', () => {
	const counts = [
		countExit({ ok: true }),
		countVitest({ ok: true }, report(vitest)),
		countPlaywright({ ok: true }, report(playwright))
	];
	expect(sum(counts)).toEqual({ passed: 6, failed: 0, skipped: 1 });
});

test('a runner that writes no report, or half of one, counts as a failure', () => {
	for (const file of ['/nowhere.json', report('{"numPassedTests": 3')]) {
		expect(countVitest({ ok: true }, file)).toEqual({ passed: 0, failed: 1, skipped: 0 });
		expect(countPlaywright({ ok: true }, file)).toEqual({ passed: 0, failed: 1, skipped: 0 });
	}
});

test('a file that does not load counts as a failure', () => {
	const testResults = [{ status: 'failed', assertionResults: [] }];
	expect(countVitest({ ok: false }, report({ ...vitest, testResults })).failed).toBe(1);
});

test('an error outside of any test counts as a failure', () => {
	expect(countVitest({ ok: false }, report(vitest)).failed).toBe(1);
	const errors = [{ message: 'no server' }];
	expect(countPlaywright({ ok: false }, report({ ...playwright, errors })).failed).toBe(1);
});

test('a runner that runs no test counts as a failure', () => {
	expect(
		countVitest({ ok: true }, report({ ...vitest, numPassedTests: 0, numPendingTests: 0 })).failed
	).toBe(1);
});

test('a test that passes only at the second try counts as a failure', () => {
	const stats = { expected: 1, unexpected: 0, flaky: 1, skipped: 0 };
	expect(countPlaywright({ ok: true }, report({ ...playwright, stats })).failed).toBe(1);
});

test('what failed is named with its first lines, also a file that did not load', () => {
	const testResults = [
		{
			name: 'a.test.ts',
			status: 'failed',
			assertionResults: [
				{ status: 'passed', fullName: 'fine', failureMessages: [] },
				{ status: 'failed', fullName: 'C1: sums', failureMessages: ['expected 1\nto be 2'] }
			]
		},
		{ name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
		{ name: 'c.test.ts', status: 'passed', assertionResults: [] }
	];
	expect(vitestFaults(report({ ...vitest, testResults }))).toEqual([
		'a.test.ts › C1: sums\n    expected 1\n    to be 2',
		'b.test.ts\n    no such module'
	]);
	const one = (title: string, status: string, message?: string) => ({
		title,
		file: 'd.e2e.ts',
		line: 7,
		tests: [{ status, results: message ? [{ error: { message } }] : [] }]
	});
	const suites = [
		{
			specs: [one('fine', 'expected')],
			suites: [{ specs: [one('bad', 'unexpected', 'gone'), one('late', 'flaky', 'slow')] }]
		}
	];
	expect(
		playwrightFaults(report({ ...playwright, suites, errors: [{ message: 'no server' }] }))
	).toEqual([
		'd.e2e.ts:7 › bad\n    gone',
		'd.e2e.ts:7 › late\n    slow',
		'outside any test\n    no server'
	]);
	expect(vitestFaults('/nowhere.json')).toEqual([]);
	expect(playwrightFaults('/nowhere.json')).toEqual([]);
});
