import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { readCsv, type CsvRecord } from './read-csv.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'stayward-csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, encoding?: string): Promise<CsvRecord[]> {
	const file = path.join(folder, 'file.csv');
	await writeFile(file, content);
	const records: CsvRecord[] = [];
	for await (const batch of readCsv(file, encoding)) records.push(...batch);
	return records;
}

const two = [
	{ line: 1, cells: ['a', 'b'] },
	{ line: 2, cells: ['1', '2'] }
];
const quote = 'has a quote that does not end where the cell ends';

test('T8: LF, CRLF, CR and a last line without an end are the same file', async () => {
	for (const content of ['a,b\n1,2\n', 'a,b\r\n1,2\r\n', 'a,b\r1,2\r', 'a,b\n1,2', 'a,b\r\n1,2\n'])
		expect(await read(content)).toEqual(two);
});

test('T8: UTF-8 with a mark, UTF-16 of both orders and GB18030 are read', async () => {
	expect(await read('\ufeffa,b\n1,2\n')).toEqual(two);
	expect(await read(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'))).toEqual(two);
	expect(await read(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le').swap16())).toEqual(two);
	const chinese = Buffer.from([0xcd, 0xf5, 0x2c, 0x31]);
	expect(await read(chinese, 'gb18030')).toEqual([{ line: 1, cells: ['王', '1'] }]);
	expect(await read(chinese)).toEqual([{ line: 1, cells: ['\ufffd\ufffd', '1'] }]);
});

test('T8: a character cut by the end of a chunk is whole', async () => {
	const cell = '王'.repeat(300_000);
	expect(await read(`a,${cell}\n`)).toEqual([{ line: 1, cells: ['a', cell] }]);
});

test('M2: lines are physical, also after line breaks inside quotes and blank lines', async () => {
	expect(await read('a,b\n\n"1\r\nx\ny",2\n\n3,4\n')).toEqual([
		{ line: 1, cells: ['a', 'b'] },
		{ line: 3, cells: ['1\nx\ny', '2'] },
		{ line: 7, cells: ['3', '4'] }
	]);
});

test('M2: quotes hold separators and doubled quotes', async () => {
	expect(await read('"a,b","say ""hi"""\n')).toEqual([{ line: 1, cells: ['a,b', 'say "hi"'] }]);
});

test('T8: a quote that is never closed costs its own line only', async () => {
	const good = Array.from({ length: 500 }, (_, at) => `${at},x`);
	const records = await read(['a,b', '"open,1', ...good].join('\n'));
	expect(records).toHaveLength(502);
	expect(records[1]).toMatchObject({ line: 2, problem: quote });
	expect(records.slice(2).map((record) => record.cells[0])).toEqual(good.map((_, at) => `${at}`));
	expect(records.at(-1)).toMatchObject({ line: 502 });
});

test('T8: two stray quotes do not swallow the rows between them', async () => {
	const records = await read('a,b\n5" pipe,1\n2,2\n6" pipe,3\n4,4\n');
	expect(records.map((record) => ['problem' in record, record.line])).toEqual([
		[false, 1],
		[true, 2],
		[false, 3],
		[true, 4],
		[false, 5]
	]);
});

test('T8: text after a closing quote is refused, its neighbours are not', async () => {
	const records = await read('a,b\n"x"y,1\n2,2\n');
	expect(records).toEqual([
		{ line: 1, cells: ['a', 'b'] },
		{ line: 2, problem: quote, cells: ['"x"y,1'] },
		{ line: 3, cells: ['2', '2'] }
	]);
});

test('T8: a line beyond all measure is refused, and the next one is read', async () => {
	const records = await read(`a,b\n${'x'.repeat(9_000_000)},1\n2,2\n`);
	expect(records.map(({ line }) => line)).toEqual([1, 2, 3]);
	expect(records[1]).toMatchObject({ problem: 'is longer than 4194304 characters' });
	expect(records[2]?.cells).toEqual(['2', '2']);
});

test('M2: semicolons and tabs separate where the header says so', async () => {
	expect(await read('a;b\n1;2\n')).toEqual(two);
	expect(await read('a\tb\n1\t2\n')).toEqual(two);
});

test('T8: an empty file has no records, compressed files are refused', async () => {
	expect(await read('')).toEqual([]);
	await expect(read(Buffer.from([0x1f, 0x8b, 8, 0]))).rejects.toThrow(Refusal);
	await expect(read(Buffer.from('PK\u0003\u0004'))).rejects.toThrow(Refusal);
	await expect(read('a', 'no-such-encoding')).rejects.toThrow(Refusal);
});
