import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { summarise } from './summary.mjs';

// `npm run test:mutation` breaks the rules of points one place at a time and counts what the tests
// notice. `-- FILE …` breaks these files only, `--workers N` uses so many processes.
const root = path.resolve(import.meta.dirname, '../..');
const args = process.argv.slice(2);
const at = args.indexOf('--workers');
const [, workers] = at < 0 ? [] : args.splice(at, 2);
const report = path.join(root, '.stryker-tmp/mutation.json');

process.chdir(root);
rmSync(report, { force: true });
const started = Date.now();
await new Stryker({
	configFile: 'scripts/mutation/stryker.json',
	...(args.length > 0 && { mutate: args }),
	...(workers && { concurrency: Number(workers) })
}).runMutationTest();

const result = {
	name: 'mutation',
	...summarise(JSON.parse(readFileSync(report, 'utf8'))),
	seconds: Math.round((Date.now() - started) / 1000),
	files: args.length > 0 ? args : 'all'
};
const folder = path.join(root, 'bench/results');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'mutation.json'), `${JSON.stringify(result, null, '\t')}\n`);
console.log(
	`mutation: ${result.score} % of ${result.mutants} noticed, ${result.survived} not (bench/results/mutation.json)`
);
for (const { file, line, change } of result.survivors) console.log(`  ${file}:${line} ${change}`);
