import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { joined, outcomeOf, outcomesIn } from './summary.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const kept = path.join(root, 'bench/results/mutation.json');

/** Each file's outcome is kept when its last mutant was tried, so a run that is ended goes on where it was. */
class Keep {
	#left = new Map();
	#tried = new Map();

	onMutationTestingPlanReady({ mutantPlans }) {
		for (const { mutant } of mutantPlans)
			this.#left.set(mutant.fileName, (this.#left.get(mutant.fileName) ?? 0) + 1);
	}

	onMutantTested(mutant) {
		const { fileName } = mutant;
		const left = this.#left.get(fileName) - 1;
		this.#left.set(fileName, left);
		const tried = [...(this.#tried.get(fileName) ?? []), mutant];
		this.#tried.set(fileName, tried);
		if (left === 0) keepFile(path.relative(root, fileName), tried);
	}
}

/** The outcomes that stand, of files that still are. */
export function keptOutcomes() {
	try {
		const outcomes = outcomesIn(JSON.parse(readFileSync(kept, 'utf8')));
		return Object.fromEntries(
			Object.entries(outcomes).filter(([file]) => sourceOf(file) !== undefined)
		);
	} catch {
		return {};
	}
}

/** Whether a file is, letter by letter, the one whose outcome stands. */
export const stands = (file) => keptOutcomes()[file]?.source === digest(sourceOf(file) ?? '');

export const readResult = () => JSON.parse(readFileSync(kept, 'utf8'));

function keepFile(file, mutants) {
	const source = sourceOf(file);
	const outcome = { ...outcomeOf(file, source, mutants), source: digest(source) };
	const equivalent = path.join(import.meta.dirname, 'equivalent.json');
	const result = joined(
		{ ...keptOutcomes(), [file]: outcome },
		JSON.parse(readFileSync(equivalent, 'utf8'))
	);
	mkdirSync(path.dirname(kept), { recursive: true });
	writeFileSync(kept, `${JSON.stringify({ name: 'mutation', ...result }, null, '\t')}\n`);
}

function sourceOf(file) {
	try {
		return readFileSync(path.join(root, file), 'utf8');
	} catch {
		return undefined;
	}
}

const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

export const strykerPlugins = [{ kind: 'Reporter', name: 'keep', injectableClass: Keep }];
