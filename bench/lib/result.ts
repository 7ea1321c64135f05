import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ratios } from './rounds.ts';

export interface Figure {
	readonly name: string;
	/** Text such as `>= 0.40`, or `reported`. */
	readonly goal: string;
	readonly value: number;
	readonly unit: string;
	readonly min: number;
	readonly max: number;
	readonly rounds: number;
	readonly versions: Readonly<Record<string, string>>;
	readonly note: string;
}

const results = path.join(import.meta.dirname, '..', 'results');

/** A figure out of rounds; a machine that strays by more than 5 % from itself is said in the note. */
export async function figureOf(
	name: string,
	goal: string,
	measured: Ratios,
	note: string
): Promise<Figure> {
	const strays = Math.abs(measured.aa - 1) > 0.05;
	const aa = `A/A ${measured.aa.toFixed(3)}${strays ? ': outside ±5 %, this machine was noisy' : ''}`;
	return {
		name,
		goal,
		value: measured.value,
		unit: 'ratio',
		min: measured.min,
		max: measured.max,
		rounds: measured.rounds.length,
		versions: await versions(),
		note: `${note}; ${aa}`
	};
}

export async function versions(): Promise<Record<string, string>> {
	const names = ['@sveltejs/kit', 'svelte', '@sveltejs/adapter-node', 'kysely', 'better-sqlite3'];
	const read = async (name: string) => {
		const file = path.join('node_modules', name, 'package.json');
		const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
		return [name, version] as const;
	};
	return { node: process.version, ...Object.fromEntries(await Promise.all(names.map(read))) };
}

/** Prints the figures as a table, says which goals are missed, and keeps them in `results/NAME.json`. */
export async function report(name: string, figures: readonly Figure[]): Promise<void> {
	for (const figure of figures) {
		const verdict = figure.goal === 'reported' ? '' : meets(figure) ? 'met' : 'MISSED';
		const spread = `${show(figure.min)}–${show(figure.max)}`;
		console.log(
			`${figure.name.padEnd(44)} ${show(figure.value).padStart(10)} ${figure.unit.padEnd(8)} (${spread}, ${figure.rounds} rounds)  goal ${figure.goal} ${verdict}`
		);
		console.log(`    ${figure.note}`);
	}
	await mkdir(results, { recursive: true });
	const file = path.join(results, `${name}.json`);
	await writeFile(
		file,
		`${JSON.stringify(figures.length === 1 ? figures[0] : figures, null, '\t')}\n`
	);
}

function meets({ goal, value }: Figure): boolean {
	const [sign, bound] = goal.split(' ');
	return sign === '>=' ? value >= Number(bound) : value <= Number(bound);
}

function show(value: number): string {
	return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
