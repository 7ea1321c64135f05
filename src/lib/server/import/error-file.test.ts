import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { withoutFormula, writeErrorFile } from './error-file.ts';

test('T8: a cell that a spreadsheet would run is made text, others stay as they are', () => {
	for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])
		expect(withoutFormula(cell)).toBe(`'${cell}`);
	for (const cell of ['', '1', 'a=b', "'=1", ' 1']) expect(withoutFormula(cell)).toBe(cell);
});

test('M2: the error file has a row for each refused line, and goes when there is none', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'stayward-errors-'));
	try {
		const file = path.join(folder, 'stays.csv.errors.csv');
		await writeErrorFile(file, [{ line: 3, reason: 'a "quoted", reason' }]);
		expect(await readFile(file, 'utf8')).toBe('line,reason\n3,"a ""quoted"", reason"\n');
		await writeErrorFile(file, []);
		await expect(access(file)).rejects.toMatchObject({ code: 'ENOENT' });
		await writeErrorFile(file, []);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});
