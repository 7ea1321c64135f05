import { globSync } from 'node:fs';
import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { readResult, stands } from './keep.mjs';

// `npm run test:mutation` breaks the rules of points one place at a time and counts what the tests
// notice. `-- FILE …` breaks these files only, `--rest` those that changed since they were broken or
// were not reached, `--workers N` uses so many processes.
const root = path.resolve(import.meta.dirname, '../..');
const args = process.argv.slice(2);
const at = args.indexOf('--workers');
const [, workers] = at < 0 ? [] : args.splice(at, 2);
const rest = args.includes('--rest');
const named = args.filter((arg) => arg !== '--rest');

process.chdir(root);
const rules = ['earning/*', 'tiers/*', 'expiry/*', 'ledger/{lots,spend,earn,reverse}'].flatMap(
	(files) => globSync(`src/lib/domain/${files}.ts`, { exclude: ['**/*.test.ts'] })
);
const files = (named.length > 0 ? named : rules).filter((file) => !rest || !stands(file));
if (files.length > 0)
	await new Stryker({
		configFile: 'scripts/mutation/stryker.json',
		mutate: files,
		...(workers && { concurrency: Number(workers) })
	}).runMutationTest();

const result = readResult();
console.log(
	`mutation: ${result.score} % of ${result.mutants} noticed, ${result.survived} not, ${result.explained} of these explained (bench/results/mutation.json)`
);
for (const { file, line, change, why } of result.survivors)
	if (why === undefined && files.includes(file)) console.log(`  ${file}:${line} ${change}`);
