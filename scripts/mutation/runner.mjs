import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import fc from 'fast-check';
import { tests } from './collect.mjs';

// Stryker's own runner starts Vitest anew for each mutant, which takes a second; the domain's tests are
// synchronous and keep nothing, so one process runs them all, and a mutant takes as long as its tests.
class DomainRunner {
	#state = (globalThis.__stryker__ ??= {});
	#hasRunAll = false;

	capabilities() {
		return { reloadEnvironment: false };
	}

	async init() {
		process.env.STAYWARD_PROPERTIES = 'few';
		fc.configureGlobal({ numRuns: 20, seed: 1, endOnFailure: true });
		const collector = new URL('collect.mjs', import.meta.url).href;
		registerHooks({
			resolve: (name, context, next) =>
				name === 'vitest' && context.parentURL !== collector
					? { url: collector, shortCircuit: true }
					: next(name, context)
		});
		for (const file of globSync('src/lib/domain/**/*.test.ts').sort())
			if (!slow.test(file)) await import(pathToFileURL(path.resolve(file)).href);
	}

	async dryRun() {
		const outcomes = this.#runAll();
		return { status: 'complete', tests: outcomes, mutantCoverage: this.#state.mutantCoverage };
	}

	#runAll() {
		this.#hasRunAll = true;
		const outcomes = tests.map((test) => {
			this.#state.currentTestId = test.id;
			const outcome = outcomeOf(test, 60_000);
			test.usualMs = outcome.timeSpentMs;
			return outcome;
		});
		this.#state.currentTestId = undefined;
		return outcomes;
	}

	async mutantRun({ activeMutant, testFilter, hitLimit }) {
		// What a rule keeps of a version must come from the rule as it is, also in a process that began anew.
		if (!this.#hasRunAll) this.#runAll();
		const chosen = testFilter ? tests.filter(({ id }) => testFilter.includes(id)) : [...tests];
		chosen.sort((a, b) => a.usualMs - b.usualMs);
		Object.assign(this.#state, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
		let nrOfTests = 0;
		for (const test of chosen) {
			nrOfTests += 1;
			const { status, failureMessage } = outcomeOf(test, 2_000 + Math.ceil(20 * test.usualMs));
			if (failureMessage === endless || this.#state.hitCount > hitLimit)
				return { status: 'timeout', reason: endless };
			if (status === failed)
				return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests };
		}
		return { status: 'survived', nrOfTests };
	}
}

const [succeeded, failed] = [0, 1];
const endless = 'runs for ever';

// Drafts and differences play every example to look at something else.
const slow = /programme\/(check|diff|draft|draft-text)\.test\.ts$/;

function outcomeOf({ id, run }, mostMs) {
	const started = performance.now();
	const failureMessage = failureOf(run, mostMs);
	const said = { id, name: id, timeSpentMs: performance.now() - started };
	return failureMessage === undefined
		? { ...said, status: succeeded }
		: { ...said, status: failed, failureMessage };
}

// A script's time limit is the only way to stop a loop without ending its process.
const running = new Script('globalThis.__running()');

function failureOf(run, mostMs) {
	try {
		globalThis.__running = run;
		running.runInThisContext({ timeout: mostMs });
		return undefined;
	} catch (error) {
		if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return endless;
		return error instanceof Error ? error.message : String(error);
	}
}

export const strykerPlugins = [
	{ kind: 'TestRunner', name: 'domain', injectableClass: DomainRunner }
];
