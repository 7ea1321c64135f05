import { parse } from 'csv-parse/sync';
import { createReadStream } from 'node:fs';
import { Refusal } from '#lib/domain/refusal.ts';

/** One record and the physical line on which it begins, the first line of the file being 1. */
export type CsvRecord =
	| { readonly line: number; readonly cells: readonly string[] }
	| { readonly line: number; readonly problem: string; readonly cells: readonly string[] };

/** The name of a file, or what it holds. */
export type CsvSource = string | Uint8Array;

const record_chars_max = 4 * 1024 * 1024;
const record_lines_max = 200;

/**
 * Reads a CSV file of any size in batches, the header included. A damaged record becomes a problem
 * with its line and the records after it are read all the same: a quote that is never closed costs
 * its own line only. The file says with a byte-order mark that it is UTF-16; otherwise `encoding`
 * (any name of the Encoding standard, such as gb18030) or UTF-8 is assumed.
 */
export async function* readCsv(file: CsvSource, encoding?: string): AsyncGenerator<CsvRecord[]> {
	const cutter = new LineCutter();
	const joiner = new RecordJoiner();
	let decoder: TextDecoder | undefined;
	for await (const chunk of chunksOf(file)) {
		const bytes = chunk as Uint8Array;
		decoder ??= decoderFor(bytes, encoding);
		for (const line of cutter.cut(decoder.decode(bytes, { stream: true }))) joiner.add(line);
		const read = joiner.take();
		if (read.length > 0) yield read;
	}
	if (decoder) for (const line of cutter.cut(decoder.decode())) joiner.add(line);
	const last = cutter.rest();
	if (last) joiner.add(last);
	joiner.finish();
	const read = joiner.take();
	if (read.length > 0) yield read;
}

function chunksOf(file: CsvSource) {
	return typeof file === 'string' ? createReadStream(file, { highWaterMark: 256 * 1024 }) : [file];
}

function decoderFor(start: Uint8Array, encoding: string | undefined): TextDecoder {
	const [first, second] = start;
	const packed = (first === 0x1f && second === 0x8b) || (first === 0x50 && second === 0x4b);
	if (packed)
		throw new Refusal('file-unreadable', { why: 'it is a compressed file, unpack it first' });
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
	try {
		return new TextDecoder(encoding ?? 'utf-8');
	} catch {
		throw new Refusal('file-unreadable', { why: `the encoding ${encoding} is not known` });
	}
}

interface Line {
	readonly number: number;
	readonly text: string;
	readonly tooLong: boolean;
}

/** Cuts text at CR, LF and CRLF alike, and counts. A line without an end does not fill the memory. */
class LineCutter {
	#rest = '';
	#number = 0;
	#tooLong = false;

	*cut(text: string): Generator<Line> {
		const all = this.#rest + text;
		let from = 0;
		for (const end of all.matchAll(/\r\n|\n|\r/g)) {
			// A CR at the end may be the first half of a CRLF.
			if (end[0] === '\r' && end.index === all.length - 1) break;
			yield this.#line(all.slice(from, end.index));
			from = end.index + end[0].length;
		}
		this.#rest = all.slice(from);
		if (this.#rest.length > record_chars_max) {
			this.#tooLong = true;
			this.#rest = this.#rest.endsWith('\r') ? '\r' : '';
		}
	}

	rest(): Line | undefined {
		const text = this.#rest.endsWith('\r') ? this.#rest.slice(0, -1) : this.#rest;
		return text || this.#tooLong ? this.#line(text) : undefined;
	}

	#line(text: string): Line {
		this.#number++;
		const tooLong = this.#tooLong || text.length > record_chars_max;
		this.#tooLong = false;
		return { number: this.#number, text: tooLong ? '' : text, tooLong };
	}
}

interface Raw {
	readonly line: number;
	readonly lines: readonly Line[];
	readonly problem?: string;
}

/** Joins the lines of a record that has line breaks inside quotes, and has csv-parse read it. */
class RecordJoiner {
	#open: Line[] = [];
	#openChars = 0;
	#ready: Raw[] = [];
	#delimiter: string | undefined;

	add(line: Line): void {
		const odd = oddQuotes(line.text);
		if (this.#open.length === 0) {
			if (line.tooLong) return this.#push([line], `is longer than ${record_chars_max} characters`);
			if (line.text.trim() === '') return;
			if (!odd) return this.#push([line]);
		}
		this.#open.push(line);
		this.#openChars += line.text.length;
		if (this.#open.length > 1 && odd) return this.#close();
		if (this.#openChars > record_chars_max || this.#open.length > record_lines_max || line.tooLong)
			this.#giveUp();
	}

	finish(): void {
		while (this.#open.length > 0) this.#giveUp();
	}

	/** Everything that is complete so far. */
	take(): CsvRecord[] {
		const raws = this.#ready;
		this.#ready = [];
		return raws.length === 0 ? [] : this.#read(raws);
	}

	#push(lines: readonly Line[], problem?: string): void {
		const line = lines[0]!.number;
		this.#ready.push(problem === undefined ? { line, lines } : { line, lines, problem });
	}

	#close(): void {
		const lines = this.#open;
		this.#open = [];
		this.#openChars = 0;
		this.#delimiter ??= delimiterOf(lines[0]!.text);
		if (readAlone(join(lines), this.#delimiter)) return this.#push(lines);
		this.#dropFirst(lines);
	}

	#giveUp(): void {
		const lines = this.#open;
		this.#open = [];
		this.#openChars = 0;
		this.#dropFirst(lines);
	}

	#dropFirst([first, ...others]: readonly Line[]): void {
		this.#push([first!], 'has a quote that does not end where the cell ends');
		for (const line of others) this.add(line);
	}

	#read(raws: readonly Raw[]): CsvRecord[] {
		this.#delimiter ??= delimiterOf(raws[0]!.lines[0]!.text);
		const delimiter = this.#delimiter;
		const sound = raws.filter(({ problem }) => problem === undefined);
		const together = readAll(sound.map(({ lines }) => join(lines)).join('\n'), delimiter);
		let at = 0;
		return raws.map(({ line, lines, problem }) => {
			if (problem !== undefined) return { line, problem, cells: [lines[0]!.text.slice(0, 200)] };
			const cells =
				together?.length === sound.length ? together[at++] : readAlone(join(lines), delimiter);
			if (cells) return { line, cells };
			const start = join(lines).slice(0, 200);
			return { line, problem: 'has a quote that does not end where the cell ends', cells: [start] };
		});
	}
}

function join(lines: readonly Line[]): string {
	return lines.length === 1 ? lines[0]!.text : lines.map(({ text }) => text).join('\n');
}

function oddQuotes(text: string): boolean {
	let odd = false;
	for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd;
	return odd;
}

/** The one of comma, semicolon and tab that cuts the header into the most cells. */
function delimiterOf(header: string): string {
	const counted = [',', ';', '\t'].map((sign) => ({ sign, cells: header.split(sign).length }));
	return counted.reduce((best, one) => (one.cells > best.cells ? one : best)).sign;
}

function readAlone(text: string, delimiter: string): string[] | undefined {
	const records = readAll(text, delimiter);
	return records?.length === 1 ? records[0] : undefined;
}

function readAll(text: string, delimiter: string): string[][] | undefined {
	try {
		return parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' });
	} catch {
		return undefined;
	}
}
