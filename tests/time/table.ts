import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The table of T7: what the calendar, the zones' clocks and the programme's rules say, one case a
 * line, each with its reason. It was written from the rules with another calendar's arithmetic, never
 * from what this program answers. Where a case is wrong the line is corrected, with its reason.
 */
export interface Row {
	readonly given: readonly string[];
	readonly expected: string;
	readonly why: string;
}

const folder = path.join(import.meta.dirname, 'table');

export const tables: readonly string[] = readdirSync(folder).map((file) =>
	path.basename(file, '.tsv')
);

export function readTable(name: string): Row[] {
	const [, ...lines] = readFileSync(path.join(folder, `${name}.tsv`), 'utf8')
		.trimEnd()
		.split('\n');
	return lines.map((line) => {
		const [given = '', expected = '', why = ''] = line.split('\t');
		return { given: given.split(' '), expected, why };
	});
}
