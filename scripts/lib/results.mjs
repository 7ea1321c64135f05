import { existsSync, readFileSync } from 'node:fs';

/** What a runner that only says yes or no counts as. */
export function countExit({ ok }) {
	return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** Vitest's JSON report; a file that did not load and an error outside any test are failures. */
export function countVitest(result, file) {
	const report = read(file);
	if (!report) return crashed;
	const failed =
		report.numFailedTests +
		report.testResults.filter(
			({ status, assertionResults }) =>
				status === 'failed' && assertionResults.every((test) => test.status !== 'failed')
		).length;
	return atLeastOneFailure(result, {
		passed: report.numPassedTests,
		failed,
		skipped: report.numPendingTests + report.numTodoTests
	});
}

/** Playwright's JSON report; errors outside any test are failures. */
export function countPlaywright(result, file) {
	const report = read(file);
	if (!report) return crashed;
	const { expected, unexpected, flaky, skipped } = report.stats;
	return atLeastOneFailure(result, {
		passed: expected,
		failed: unexpected + flaky + report.errors.length,
		skipped
	});
}

/** What Vitest's report says of each test that failed, and of each file that did not load. */
export function vitestFaults(file) {
	return (read(file)?.testResults ?? [])
		.filter(({ status }) => status === 'failed')
		.flatMap(({ name, message, assertionResults }) => {
			const failed = assertionResults.filter(({ status }) => status === 'failed');
			if (failed.length === 0) return [fault(name, message)];
			return failed.map((test) => fault(`${name} › ${test.fullName}`, test.failureMessages[0]));
		});
}

/** What Playwright's report says of each test that did not pass at once, and of each error beside them. */
export function playwrightFaults(file) {
	const report = read(file);
	if (!report) return [];
	const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
	const failed = (report.suites ?? [])
		.flatMap(specs)
		.flatMap((spec) => spec.tests.map((test) => ({ spec, test })))
		.filter(({ test }) => !['expected', 'skipped'].includes(test.status));
	return [
		...failed.map(({ spec, test }) =>
			fault(
				`${spec.file}:${spec.line} › ${spec.title}`,
				test.results.find(({ error }) => error)?.error.message
			)
		),
		...report.errors.map(({ message }) => fault('outside any test', message))
	];
}

export function sum(counts) {
	return counts.reduce(
		(all, one) => ({
			passed: all.passed + one.passed,
			failed: all.failed + one.failed,
			skipped: all.skipped + one.skipped
		}),
		{ passed: 0, failed: 0, skipped: 0 }
	);
}

const crashed = { passed: 0, failed: 1, skipped: 0 };

/** A runner that ends badly, or that ran nothing, has not passed. */
function atLeastOneFailure({ ok }, counts) {
	const ran = counts.passed + counts.failed + counts.skipped > 0;
	return (ok && ran) || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function fault(where, message = 'no message') {
	const lines = message.split('\n').slice(0, 12);
	return [where, ...lines.map((line) => `    ${line}`)].join('\n');
}

function read(file) {
	if (!existsSync(file)) return undefined;
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
