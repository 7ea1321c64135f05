import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { countExit, countPlaywright, countVitest, sum } from './results.mjs';

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
