import { isPlainText } from '../text.ts';

export type CodeProblem = 'empty' | 'too-long' | 'odd-signs' | 'doubled' | 'code-known';

/** A line that was left out, and why; of its code the end alone is said. */
export interface BadLine {
	readonly line: number;
	readonly problem: CodeProblem;
	readonly end: string;
}

export interface CodeLines {
	readonly good: readonly { readonly line: number; readonly code: string }[];
	readonly bad: readonly BadLine[];
}

export const code_length_max = 64;
const heading = /^(the )?(voucher |gift |partner )?codes?$/i;

/**
 * A partner's codes, one a line; of a table the first column, without its quotes and heading. Letters
 * count as they are written. What follows the last line break is no line.
 */
export function readCodeLines(text: string): CodeLines {
	const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
	if (lines.at(-1)?.trim() === '') lines.pop();
	const seen = new Set<string>();
	const good: { line: number; code: string }[] = [];
	const bad: BadLine[] = [];
	for (const [at, whole] of lines.entries()) {
		const line = at + 1;
		const code = firstCell(whole);
		if (at === 0 && heading.test(code)) continue;
		const problem = problemOf(code, seen);
		if (problem) bad.push({ line, problem, end: endOf(code) });
		else good.push({ line, code });
		seen.add(code);
	}
	return { good, bad };
}

/** Enough to tell a code from others, and too little to use it. */
export function endOf(code: string): string {
	return code.length > 4 ? code.slice(-4) : '';
}

function problemOf(code: string, seen: ReadonlySet<string>): CodeProblem | undefined {
	if (code === '') return 'empty';
	if (code.length > code_length_max) return 'too-long';
	if (!isPlainText(code)) return 'odd-signs';
	return seen.has(code) ? 'doubled' : undefined;
}

function firstCell(line: string): string {
	const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:[,;\t]|$)/.exec(line);
	const cell = quoted ? quoted[1]!.replaceAll('""', '"') : (line.split(/[,;\t]/)[0] ?? '');
	return cell.trim().normalize('NFC');
}
