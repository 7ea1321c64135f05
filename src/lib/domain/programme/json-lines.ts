import { toPointer } from './problem.ts';

/** Where things of a JSON text are: the line of every value and key by its JSON Pointer. */
export type Lines = ReadonlyMap<string, number>;

/** The lines of a text, or the line at which it stops being JSON. */
export function linesOf(
	text: string
): { readonly ok: true; readonly lines: Lines } | { readonly ok: false; readonly line: number } {
	const lines = new Map<string, number>();
	const scan = { text, at: 0, line: 1 };
	try {
		readValue(scan, [], lines);
		skip(scan);
		if (scan.at < text.length) return { ok: false, line: scan.line };
		JSON.parse(text);
		return { ok: true, lines };
	} catch {
		return { ok: false, line: scan.line };
	}
}

/** The line of what a pointer names, or of the nearest thing around it. */
export function lineOf(lines: Lines, pointer: string): number | undefined {
	for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
		const line = lines.get(at);
		if (line !== undefined) return line;
	}
	return lines.get('');
}

interface Scan {
	readonly text: string;
	at: number;
	line: number;
}

const depth_max = 60;

function readValue(scan: Scan, path: readonly PropertyKey[], lines: Map<string, number>): void {
	if (path.length > depth_max) throw new SyntaxError('too deep');
	skip(scan);
	const pointer = toPointer(path);
	if (!lines.has(pointer)) lines.set(pointer, scan.line);
	const first = scan.text[scan.at];
	if (first === '{') return readItems(scan, '}', (_, key) => readMember(scan, path, lines, key));
	if (first === '[') return readItems(scan, ']', (at) => readValue(scan, [...path, at], lines));
	if (first === '"') return void readString(scan);
	const [word] = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
		scan.text.slice(scan.at, scan.at + 400)
	) ?? [''];
	if (word === '') throw new SyntaxError('no value');
	scan.at += word.length;
}

function readMember(
	scan: Scan,
	path: readonly PropertyKey[],
	lines: Map<string, number>,
	key: string
): void {
	expect(scan, ':');
	readValue(scan, [...path, key], lines);
}

function readItems(scan: Scan, end: '}' | ']', item: (at: number, key: string) => void): void {
	scan.at++;
	skip(scan);
	if (scan.text[scan.at] === end) return void scan.at++;
	for (let at = 0; ; at++) {
		skip(scan);
		item(at, end === '}' ? readString(scan) : '');
		skip(scan);
		const next = scan.text[scan.at++];
		if (next === end) return;
		if (next !== ',') throw new SyntaxError('no comma');
	}
}

function readString(scan: Scan): string {
	const match = /"(?:[^"\\\n]|\\.)*"/y;
	match.lastIndex = scan.at;
	const [text] = match.exec(scan.text) ?? [];
	if (text === undefined) throw new SyntaxError('no text');
	scan.at += text.length;
	return JSON.parse(text) as string;
}

function expect(scan: Scan, sign: string): void {
	skip(scan);
	if (scan.text[scan.at] !== sign) throw new SyntaxError(`no ${sign}`);
	scan.at++;
}

function skip(scan: Scan): void {
	for (; /[ \t\r\n]/.test(scan.text[scan.at] ?? ''); scan.at++)
		if (scan.text[scan.at] === '\n') scan.line++;
}
