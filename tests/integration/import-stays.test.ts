import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import { importMembers } from '#lib/server/import/import-members.ts';
import { importStays } from '#lib/server/import/import-stays.ts';
import { parseMapping, readMapping, saveMapping } from '#lib/server/import/save-mapping.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { onBothDatabases } from './databases.ts';
import {
	ada,
	ben,
	cai,
	columns,
	folder,
	header,
	importText,
	now,
	row,
	setUpHouse,
	type Cells
} from './import-files.ts';

const counts = { created: 0, corrected: 0, unchanged: 0, stale: 0, rejected: 0 };

function lines(...rows: string[]): string {
	return `${[header, ...rows].join('\n')}\n`;
}

async function balanceOf(db: Db, number: string): Promise<number> {
	const found = await db
		.selectFrom('account')
		.innerJoin('member', 'member.id', 'account.member_id')
		.select('balance')
		.where('number', '=', number)
		.executeTakeFirstOrThrow();
	return found.balance;
}

async function countRows(
	db: Db,
	table: 'stay' | 'stay_revision' | 'entry' | 'import_row' | 'outbox'
) {
	const { rows } = await db
		.selectFrom(table)
		.select(({ fn }) => fn.countAll().as('rows'))
		.executeTakeFirstOrThrow();
	return Number(rows);
}

async function expectClean(db: Db): Promise<void> {
	expect((await verifyLedger(db)).problems).toEqual([]);
}

onBothDatabases((open) => {
	test('M2: good rows are posted, and the same file again changes nothing', async () => {
		const db = await open();
		await setUpHouse(db);
		const content = lines(row(), row({ member_number: ben, room_amount: '99.99' }));
		const first = await importText(db, content);
		expect(first).toMatchObject({ ...counts, rows: 2, created: 2, errors: [] });
		expect(await balanceOf(db, ada)).toBe(2_000);
		expect(await balanceOf(db, ben)).toBe(999);
		const entries = await countRows(db, 'entry');

		const again = await importText(db, content);
		expect(again).toMatchObject({ ...counts, rows: 2, unchanged: 2 });
		expect(await countRows(db, 'entry')).toBe(entries);
		expect(await countRows(db, 'stay_revision')).toBe(2);
		expect(await countRows(db, 'import_row')).toBe(0);
		expect(await countRows(db, 'outbox')).toBe(0);
		await expectClean(db);
	});

	test('M2 C1: a newer row corrects by reversal, an older one is stale', async () => {
		const db = await open();
		await setUpHouse(db);
		await importText(db, lines(row({ stay_id: 'X' })));
		const newer = { stay_id: 'X', room_amount: '300.00', updated_at: '2025-05-04T10:00:00Z' };
		expect(await importText(db, lines(row(newer)))).toMatchObject({ ...counts, corrected: 1 });
		expect(await balanceOf(db, ada)).toBe(3_000);
		expect(await importText(db, lines(row({ stay_id: 'X' })))).toMatchObject({
			...counts,
			stale: 1
		});
		expect(await balanceOf(db, ada)).toBe(3_000);
		await expectClean(db);
	});

	test('M2: two words about one stay in one file end the same in either order', async () => {
		const old = row({ stay_id: 'X' });
		const newer = row({ stay_id: 'X', room_amount: '300.00', updated_at: '2025-06-01' });
		for (const rows of [
			[old, newer],
			[newer, old]
		]) {
			const db = await open();
			await setUpHouse(db);
			expect(await importText(db, lines(...rows))).toMatchObject({
				...counts,
				created: 1,
				stale: 1
			});
			expect(await balanceOf(db, ada)).toBe(3_000);
			expect(await countRows(db, 'entry')).toBe(1);
		}
	});

	test('M2 A4: a row that matches no member is created unmatched, by address it is matched', async () => {
		const db = await open();
		await setUpHouse(db);
		const nobody = { member_number: '', email: 'x@example.com', last_name: 'Nobody' };
		const found = { member_number: '', email: 'BEN@example.com ', last_name: 'Muller' };
		const unknown = { member_number: '3000000001' };
		const result = await importText(db, lines(row(nobody), row(found), row(unknown)));
		expect(result).toMatchObject({ ...counts, created: 3 });
		expect(await balanceOf(db, ben)).toBe(2_000);
		const unmatched = await db
			.selectFrom('stay')
			.select('id')
			.where('member_id', 'is', null)
			.execute();
		expect(unmatched).toHaveLength(2);
		const waiting = await db.selectFrom('stay_guest').select('email_key').execute();
		expect(waiting).toEqual([{ email_key: 'x@example.com' }]);
	});

	test('M2: bad rows go to the error file by physical line, formulas made harmless', async () => {
		const db = await open();
		await setUpHouse(db);
		const content = lines(
			row({ rate_plan: 'two\nlines' }),
			row({ property: '=HYPERLINK("x")' }),
			'',
			row({ room_amount: '-6.38' }),
			row()
		);
		const result = await importText(db, content);
		expect(result).toMatchObject({ ...counts, rows: 4, created: 2, rejected: 2 });
		expect(result.errors).toEqual([
			{ line: 4, reason: 'property: =HYPERLINK("x") is not known' },
			{ line: 6, reason: 'room_amount is negative' }
		]);
		expect(await readFile(`${result.file}.errors.csv`, 'utf8')).toBe(
			'line,reason\n4,"property: =HYPERLINK(""x"") is not known"\n6,room_amount is negative\n'
		);
	});

	test('M2 D4: silence of 24 months ends points in between, whatever the order of the file', async () => {
		const early = { member_number: cai, arrival: '2021-02-01', departure: '2021-02-03' };
		const late = { member_number: cai, arrival: '2023-06-01', departure: '2023-06-03' };
		const rows = [row(early), row({ ...late, room_amount: '100' })];
		for (const ordered of [rows, rows.toReversed()]) {
			const db = await open();
			await setUpHouse(db);
			expect(await importText(db, lines(...ordered))).toMatchObject({ created: 2 });
			const entries = await db
				.selectFrom('entry')
				.select(['kind', 'points', 'effective_on', 'balance_after'])
				.orderBy('sequence')
				.execute();
			// Usable through the day before the last activity + 24 months; today is 1 March 2026.
			expect(entries.map((entry) => Object.values(entry))).toEqual([
				['earn', 2_000, '2021-02-03', 2_000],
				['expire', -2_000, '2023-02-03', 0],
				['earn', 1_000, '2023-06-03', 1_000],
				['expire', -1_000, '2025-06-03', 0]
			]);
			await expectClean(db);
		}
	});

	test('M2: two imports of one file at the same moment do its work once', async () => {
		const db = await open();
		await setUpHouse(db);
		const rows = Array.from({ length: 300 }, (_, at) =>
			row({ member_number: at % 2 ? ada : ben, room_amount: `${at + 1}.00` })
		);
		const file = path.join(await folder(), 'stays.csv');
		await writeFile(file, lines(...rows, row({ status: 'x' })));
		const command = { file, rowsPerTransaction: 20 };
		const both = await Promise.all([
			importStays(db, command, () => now),
			importStays(db, command, () => now)
		]);
		// Either they shared one run, or the second began when the first had ended.
		expect(both[0].created + both[1].created).toBeGreaterThanOrEqual(300);
		expect(await countRows(db, 'stay')).toBe(300);
		expect(await countRows(db, 'entry')).toBe(300);
		expect(await countRows(db, 'import_row')).toBe(0);
		await expectClean(db);
	});

	test('M2: a mapping is kept under its name and used by it', async () => {
		const db = await open();
		await setUpHouse(db);
		const mapping = parseMapping(
			JSON.stringify({
				missing: ['NULL'],
				columns: {
					source: { kind: 'constant', value: 'old' },
					stay_id: 'No',
					property: { kind: 'constant', value: 'CITY' },
					member_number: 'Card',
					status: { kind: 'column', name: 'State', values: { Out: 'checked_out' } },
					arrival: 'In',
					departure: {
						kind: 'days-after',
						date: { kind: 'column', name: 'In' },
						days: { kind: 'column', name: 'Nights' }
					},
					currency: { kind: 'constant', value: 'EUR' },
					room_amount: 'Rate',
					updated_at: 'In'
				}
			})
		);
		await saveMapping(db, 'old-pms', mapping, now);
		const kept = await readMapping(db, 'old-pms');
		const content = `No,Card,State,In,Nights,Rate\n1,${ada},Out,2025-05-01,2,50\n2,NULL,Out,2025-05-01,2,50\n`;
		const result = await importText(db, content, { mapping: kept });
		expect(result).toMatchObject({ ...counts, created: 1, rejected: 1 });
		expect(result.errors[0]).toMatchObject({ line: 3 });
		expect(await balanceOf(db, ada)).toBe(500);
		await expect(readMapping(db, 'other')).rejects.toMatchObject({ code: 'mapping-invalid' });
	});

	test('M7: members come by file, once', async () => {
		const db = await open();
		const file = path.join(await folder(), 'members.csv');
		await writeFile(
			file,
			[
				'member_number,given_name,family_name,email,locale,joined_on',
				`${ada},Ada,Abbot,ada@example.com,en,2024-01-01`,
				`${ben},思远,林,lin@example.com,zh-CN,2024-01-01`,
				`${ben},Other,One,other@example.com,en,2024-01-01`,
				`1000000001,Bad,Number,bad@example.com,en,2024-01-01`,
				`3000000001,,Nameless,nameless@example.com,en,2024-01-01`
			].join('\n')
		);
		const first = await importMembers(db, { file }, () => now);
		expect(first).toMatchObject({ rows: 5, created: 2, unchanged: 0, rejected: 3 });
		expect(first.errors.map(({ line }) => line)).toEqual([4, 5, 6]);
		expect(await importMembers(db, { file }, () => now)).toMatchObject({
			created: 0,
			unchanged: 2
		});
	});
});

const ok = { created: 1, errors: [] as unknown[] };
const badAt = (line: number, reason: string) => ({ created: 0, errors: [{ line, reason }] });
const bad = (reason: string) => badAt(2, reason);
const moment = 'is not a moment of the form 2025-12-31T18:00:00Z';
const decimal = 'is not an amount such as 199.50';
const day = 'is not a date of the form 2025-12-31';
const whole = 'is not a whole number';
const unreadable = 'has a character that cannot be read; is the encoding right?';

/** One row with one thing in it. */
const cells: readonly (readonly [string, Cells, { created: number; errors: unknown[] }])[] = [
	['no source', { source: '' }, bad('source is missing')],
	['no stay id', { stay_id: '' }, bad('stay_id is missing')],
	[
		'a stay id of 200 characters',
		{ stay_id: 'x'.repeat(200) },
		bad('stay_id is longer than 128 characters')
	],
	[
		'a cell of 1 MB',
		{ room_type: 'x'.repeat(2 ** 20) },
		bad('room_type is longer than 64 characters')
	],
	['a property nobody has', { property: 'MOON' }, bad('property: MOON is not known')],
	[
		'a mistyped member number',
		{ member_number: '1000000004' },
		bad('member_number is not a member number (ten digits with a check digit)')
	],
	[
		'a member number as a spreadsheet writes it',
		{ member_number: '1.0E+09' },
		bad('member_number is not a member number (ten digits with a check digit)')
	],
	[
		'no guest at all',
		{ member_number: '' },
		bad('member_number is missing, and so is email with last_name')
	],
	[
		'an address without a name',
		{ member_number: '', email: 'a@example.com' },
		bad('member_number is missing, and so is email with last_name')
	],
	['an address that is none', { email: 'nobody' }, bad('email is not an e-mail address')],
	[
		'a status nobody knows',
		{ status: 'Check-Out' },
		bad('status is not one of booked, in_house, checked_out, cancelled, no_show')
	],
	['30 February', { arrival: '2025-02-30' }, bad(`arrival ${day}`)],
	['a date the other way round', { arrival: '01/05/2025' }, bad(`arrival ${day}`)],
	['a leap day in a common year', { departure: '2025-02-29' }, bad(`departure ${day}`)],
	[
		'a departure before the arrival',
		{ departure: '2025-04-30' },
		bad('departure is before the arrival')
	],
	[
		'a stay of three years',
		{ departure: '2028-05-01' },
		bad('departure is more than 999 nights after the arrival')
	],
	['day use', { departure: '2025-05-01' }, ok],
	['no guests in the room', { adults: '0' }, ok],
	['no room', { rooms: '0' }, bad('rooms is not between 1 and 999')],
	['half a room', { rooms: '1.5' }, bad(`rooms ${whole}`)],
	['minus one child', { children: '-1' }, bad(`children ${whole}`)],
	[
		'more award nights than nights',
		{ award_nights: '3' },
		bad('award_nights is more than the nights of the stay')
	],
	[
		'a currency that is none',
		{ currency: 'EURO' },
		bad('currency is not a currency code such as EUR')
	],
	[
		'a currency in small letters',
		{ currency: 'eur' },
		bad('currency is not a currency code such as EUR')
	],
	['no currency', { currency: '' }, bad('currency is missing')],
	['a negative amount', { food_amount: '-0.01' }, bad('food_amount is negative')],
	['1e309', { room_amount: '1e309' }, bad(`room_amount ${decimal}`)],
	['Infinity', { room_amount: 'Infinity' }, bad(`room_amount ${decimal}`)],
	['NaN', { room_amount: 'NaN' }, bad(`room_amount ${decimal}`)],
	['a hexadecimal amount', { room_amount: '0x10' }, bad(`room_amount ${decimal}`)],
	['a decimal comma', { room_amount: '200,00' }, bad(`room_amount ${decimal}`)],
	['thousands with a comma', { room_amount: '1,200.00' }, bad(`room_amount ${decimal}`)],
	['a currency sign', { room_amount: '€200' }, bad(`room_amount ${decimal}`)],
	['half a cent', { room_amount: '200.005' }, bad('room_amount has more decimals than EUR')],
	['zeros behind the cents', { room_amount: '200.0000' }, ok],
	[
		'more money than there is',
		{ room_amount: '99999999999999999999' },
		bad(`room_amount ${decimal}`)
	],
	['an amount as a formula', { room_amount: '=1+1' }, bad(`room_amount ${decimal}`)],
	['a formula as a plan', { rate_plan: '=cmd|calc' }, ok],
	['a quote and a comma in a plan', { rate_plan: 'a "b", c' }, ok],
	['a line break in a plan', { rate_plan: 'a\r\nb' }, ok],
	['a NUL in a plan', { rate_plan: 'a\0b' }, bad(`rate_plan ${unreadable}`)],
	['an escape in a plan', { rate_plan: '\u001b[31m' }, bad(`rate_plan ${unreadable}`)],
	['spaces around', { property: ' CITY ', stay_id: '  Y1 ' }, ok],
	['Chinese and emoji', { rate_plan: '早餐 🍳', stay_id: '王-1' }, ok],
	['no moment of change', { updated_at: '' }, bad('updated_at is missing')],
	['a moment in words', { updated_at: 'yesterday' }, bad(`updated_at ${moment}`)],
	['25 o’clock', { updated_at: '2025-05-03T25:00:00Z' }, bad(`updated_at ${moment}`)],
	['a moment with an offset', { updated_at: '2025-05-03T10:00:00+02:00' }, ok],
	['a date as a moment', { updated_at: '2025-05-03' }, ok],
	['SQL in a stay id', { stay_id: "'; drop table stay; --" }, ok],
	['two things wrong', { rooms: 'x', adults: 'y' }, bad(`rooms ${whole}; adults ${whole}`)]
];

describe('T8 M2: one row with', () => {
	onBothDatabases((open, dialect) => {
		// Rows are checked before either database sees them; PostgreSQL gets a sample.
		test.each(dialect === 'sqlite' ? cells : cells.filter((_, at) => at % 10 === 0))(
			'%s',
			async (_, change, expected) => {
				const db = await open();
				await setUpHouse(db);
				// Good neighbours must come through whatever happens between them.
				const result = await importText(db, lines(row(change), row()));
				expect(result.errors).toEqual(expected.errors);
				expect(result.created).toBe(expected.created + 1);
				expect(await countRows(db, 'stay')).toBe(expected.created + 1);
				await expectClean(db);
			}
		);
	});
});

const bom = '\ufeff';
const utf16 = (text: string) => Buffer.from(bom + text, 'utf16le');

interface FileCase {
	readonly title: string;
	readonly content: () => string | Buffer;
	readonly expected: Record<string, unknown>;
	readonly encoding?: string;
}

const file = (
	title: string,
	content: () => string | Buffer,
	expected: Record<string, unknown>,
	encoding?: string
): FileCase => ({ title, content, expected, ...(encoding && { encoding }) });

const files: readonly FileCase[] = [
	file('a byte-order mark', () => bom + lines(row()), { rows: 1, created: 1 }),
	file('UTF-16, little end first', () => utf16(lines(row({ rate_plan: '早餐' }))), { created: 1 }),
	file('UTF-16, big end first', () => utf16(lines(row())).swap16(), { created: 1 }),
	file(
		'GB18030',
		() =>
			Buffer.concat([
				Buffer.from(`${header}\n`),
				Buffer.from(row({ rate_plan: '@@' }).replace('@@', '\xcd\xf5'), 'latin1')
			]),
		{ created: 1 },
		'gb18030'
	),
	file(
		'GB18030 taken for UTF-8',
		() => Buffer.from(lines(row({ rate_plan: '@@' }).replace('@@', '\xcd\xf5')), 'latin1'),
		{ rejected: 1, errors: [{ line: 2, reason: `rate_plan ${unreadable}` }] }
	),
	file('CRLF', () => lines(row(), row()).replaceAll('\n', '\r\n'), { created: 2 }),
	file('CR alone', () => lines(row(), row()).replaceAll('\n', '\r'), { created: 2 }),
	file('mixed line ends', () => `${header}\r\n${row()}\n${row()}\r${row()}`, { created: 3 }),
	file('no end of the last line', () => lines(row()).trimEnd(), { created: 1 }),
	file('a last row that was cut', () => lines(row(), row()).slice(0, -30), {
		created: 1,
		rejected: 1
	}),
	file('blank lines', () => `${header}\n\n${row()}\n   \n${row({ status: 'x' })}\n`, {
		created: 1,
		rejected: 1
	}),
	file('only a header', () => `${header}\n`, { rows: 0 }),
	file(
		'columns in another order and more of them',
		() => {
			const order = [...columns].reverse();
			const one = Object.fromEntries(
				row()
					.split(',')
					.map((cell, at) => [columns[at]!, cell])
			);
			return `note,${order.join()}\nhello,${order.map((column) => one[column]).join()}\n`;
		},
		{ created: 1 }
	),
	file('semicolons', () => lines(row()).replaceAll(',', ';'), { created: 1 }),
	file('tabs', () => lines(row()).replaceAll(',', '\t'), { created: 1 }),
	file('too many cells', () => lines(`${row()},more`, row()), { created: 1, rejected: 1 }),
	file('too few cells', () => lines('pms,1,CITY', row()), { created: 1, rejected: 1 }),
	file('a quote that is never closed', () => lines(row(), `"${row()}`, row(), row()), {
		created: 3,
		rejected: 1
	}),
	file(
		'a quote in the middle of a cell',
		() => lines(row({ room_type: '@' }).replace('@', '5" wide'), row()),
		{ created: 1, rejected: 1 }
	),
	file(
		'the same row twice',
		() => {
			const one = row();
			return lines(one, one);
		},
		{ created: 1, unchanged: 1 }
	),
	file(
		'the same stay with two bodies at one moment',
		() => lines(row({ stay_id: 'T' }), row({ stay_id: 'T', room_amount: '1' })),
		{ created: 1, stale: 1 }
	)
];

const wholeFiles: readonly (readonly [string, () => string | Buffer, string])[] = [
	['that is empty', () => '', 'file-unreadable'],
	['of blank lines', () => '\n\n\n', 'file-unreadable'],
	['without a header', () => `${row()}\n`, 'columns-missing'],
	['without a column that is needed', () => 'source,stay_id\na,b\n', 'columns-missing'],
	['with a column twice', () => `${header},status\n${row()},x\n`, 'file-unreadable'],
	['that is packed', () => gzipSync(Buffer.alloc(10_000_000)), 'file-unreadable'],
	['that is a spreadsheet', () => Buffer.from('PK\u0003\u0004 whatever'), 'file-unreadable'],
	['that is a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'columns-missing'],
	['that is JSON', () => '[{"source":"pms"}]', 'file-unreadable']
];

describe('T8 M2: a file', () => {
	onBothDatabases((open, dialect) => {
		const some = <T>(all: readonly T[]) =>
			dialect === 'sqlite' ? all : all.filter((_, at) => at % 5 === 0);

		test.each(some(files))('with $title', async ({ content, expected, encoding }) => {
			const db = await open();
			await setUpHouse(db);
			const result = await importText(db, content(), { encoding });
			expect(result).toMatchObject({ ...counts, ...expected });
			const sum =
				result.created + result.corrected + result.unchanged + result.stale + result.rejected;
			expect(result.rows).toBe(sum);
			expect(await countRows(db, 'stay')).toBe(result.created);
			await expectClean(db);
		});

		test.each(some(wholeFiles))('%s is refused and leaves nothing', async (_, content, code) => {
			const db = await open();
			await setUpHouse(db);
			await expect(importText(db, content())).rejects.toMatchObject({ code });
			expect(await db.selectFrom('import_run').select('id').execute()).toEqual([]);
		});
	});

	onBothDatabases((open) => {
		test('for a house without a programme is refused before anything is staged', async () => {
			const db = await open();
			await expect(importText(db, lines(row()))).rejects.toMatchObject({ code: 'no-programme' });
			expect(await db.selectFrom('import_run').select('id').execute()).toEqual([]);
		});

		test('whose errors cannot be written is taken in all the same', async () => {
			const db = await open();
			await setUpHouse(db);
			const steps: string[] = [];
			const result = await importText(db, lines(row(), row({ rooms: 'x' })), {
				errorFile: '/proc/nowhere/errors.csv',
				onProgress: ({ step }) => steps.push(step)
			});
			expect(result).toMatchObject({ created: 1, rejected: 1 });
			expect(steps).toContain('no-error-file');
		});

		test('that is not there is an error of its own', async () => {
			const db = await open();
			await setUpHouse(db);
			await expect(
				importStays(db, { file: '/nowhere/stays.csv' }, () => now)
			).rejects.toMatchObject({ code: 'ENOENT' });
		});

		test('with an error file of yesterday loses it when nothing is wrong', async () => {
			const db = await open();
			await setUpHouse(db);
			const file = path.join(await folder(), 'stays.csv');
			await writeFile(file, lines(row()));
			await writeFile(`${file}.errors.csv`, 'line,reason\n');
			await importStays(db, { file }, () => now);
			await expect(stat(`${file}.errors.csv`)).rejects.toMatchObject({ code: 'ENOENT' });
		});
	});
});
