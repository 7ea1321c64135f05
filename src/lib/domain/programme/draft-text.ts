import { linesOf, lineOf } from './json-lines.ts';
import { inWords } from './problem.ts';
import type { Example } from './example.ts';
import type { Version } from './programme.ts';
import { programmeFileSchema } from './schema.ts';

/** What is wrong in the text of a draft; where it stops being JSON there is no pointer. */
export interface TextProblem {
	readonly line?: number | undefined;
	readonly pointer?: string | undefined;
	readonly message?: string | undefined;
}

export type ReadDraftText =
	| { readonly ok: true; readonly document: Version; readonly examples: readonly Example[] }
	| { readonly ok: false; readonly problems: readonly TextProblem[] };

const problems_max = 50;

/** A draft as text: its version and its examples. */
export function draftText(document: Version, examples: readonly Example[]): string {
	return `${JSON.stringify({ version: document, examples }, null, '\t')}\n`;
}

/** The draft in a text, or what is wrong on which line. The day it takes effect is not part of it. */
export function readDraftText(text: string): ReadDraftText {
	const found = linesOf(text);
	if (!found.ok) return { ok: false, problems: [{ line: found.line }] };
	const json = JSON.parse(text) as unknown;
	const { version, ...rest } = isObject(json) ? json : { version: undefined };
	const file = { schemaVersion: 1, name: { en: 'Draft' }, versions: [version], ...rest };
	const parsed = programmeFileSchema.safeParse(file, { reportInput: true });
	if (parsed.success && isObject(version)) {
		const { from, ...document } = version;
		void from;
		const examples = parsed.data.examples as unknown as readonly Example[];
		return { ok: true, document: document as unknown as Version, examples };
	}
	const issues = parsed.success ? [] : parsed.error.issues;
	const problems = issues
		.flatMap((issue) => inWords(issue, []))
		.map(({ pointer, message }) => {
			const own = pointer.replace(/^\/versions\/0/, '/version');
			return { pointer: own, message, line: lineOf(found.lines, own) };
		});
	return { ok: false, problems: problems.slice(0, problems_max) };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
