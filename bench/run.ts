/**
 * `npm run bench` takes every measurement in this folder, `npm run bench -- NAME …` the named ones.
 * Each is a file that exports `measure`; a missed goal is printed as missed and is no failure.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { report, type Figure } from './lib/result.ts';

const folder = import.meta.dirname;
const known = (await readdir(folder))
	.filter((file) => /^q\d+-.*\.ts$/.test(file))
	.map((file) => path.basename(file, '.ts'))
	.toSorted((a, b) => Number(a.match(/\d+/)![0]) - Number(b.match(/\d+/)![0]));

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.some((one) => matches(one, name)));
if (unknown.length > 0) {
	console.error(`There is no measurement ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
	process.exit(2);
}

for (const name of known.filter(
	(one) => asked.length === 0 || asked.some((a) => matches(one, a))
)) {
	console.log(`\n${name}`);
	const { measure } = (await import(`./${name}.ts`)) as { measure: () => Promise<Figure[]> };
	await report(name, await measure());
}

function matches(name: string, asked: string): boolean {
	return name === asked || name.startsWith(`${asked.toLowerCase()}-`);
}
