import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/server/ids.ts';
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { seed, type Seeded } from './seed.ts';

let house: House;
let seeded: Seeded;
const month = new Date().toISOString().slice(0, 7);

beforeAll(async () => {
	house = await startHouse();
	seeded = await seed(house.db);
	const { id: memberId } = seeded.member;
	const what = '=HYPERLINK("https://evil.example")';
	const command = { source: 'app', id: newId(), memberId, points: 10, what };
	await spendPoints(house.db, command, new Date().toISOString());
});
afterAll(() => house.stop());

const open = (path: string, locale = 'en') =>
	ask(house.origin, path, {
		headers: { cookie: seeded.cookies.member, 'accept-language': locale }
	});

test('C9: the page and the file of a month say the same, from the points page on', async () => {
	expect((await open('/points')).body).toContain('href="/points/statement"');
	expect((await open('/points/statement')).body).toContain(`href="/points/statement/${month}"`);
	const page = await open(`/points/statement/${month}`);
	expect(page.status).toBe(200);
	expect(page.body).toContain('Balance at the end');
	const file = await open(`/points/statement/${month}/csv`);
	expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
	expect(file.headers.get('content-disposition')).toBe(
		`attachment; filename="statement-${month}.csv"`
	);
});

test('C9 T8: the file opens as UTF-8 in a spreadsheet and runs nothing there', async () => {
	const answer = await fetch(`${house.origin}/points/statement/${month}/csv`, {
		headers: { cookie: seeded.cookies.member }
	});
	const bytes = new Uint8Array(await answer.arrayBuffer());
	expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	const text = new TextDecoder().decode(bytes);
	const [head, opening, ...rows] = text.trimEnd().split('\r\n');
	expect(head).toBe('Counts on,Written on,Entry,Details,Points,Balance');
	expect(opening).toBe(`${month}-01,,Balance at the beginning,,,0`);
	expect(rows.at(-1)).toMatch(/Balance at the end,,,\d+$/);
	expect(text).toContain('HYPERLINK');
	for (const row of rows)
		for (const cell of row.split(',')) expect(cell.replaceAll('"', '')).not.toMatch(/^[=+@]/);
});

test('C9: no statement of a month before joining, to come, or that is none; none of anybody else', async () => {
	for (const none of ['1999-12', '2999-01', '2026-13', 'x'])
		for (const rest of ['', '/csv'])
			expect((await open(`/points/statement/${none}${rest}`)).status).toBe(404);
	const others = await ask(house.origin, `/points/statement/${month}`, {
		headers: { cookie: seeded.cookies.other }
	});
	for (const canary of seeded.member.canaries) expect(others.body).not.toContain(canary);
});

test('D2: a manager adds a rate by the form; another for the day needs a reason; a file says its bad rows', async () => {
	const send = async (action: string, fields: Record<string, string | Blob>) => {
		const data = new FormData();
		for (const [name, value] of Object.entries(fields)) data.set(name, value);
		const written = new Response(data);
		return ask(house.origin, `/admin/exchange/new?/${action}`, {
			method: 'POST',
			cookie: seeded.cookies.manager,
			headers: {
				origin: house.origin,
				'content-type': written.headers.get('content-type') ?? ''
			},
			body: Buffer.from(await written.arrayBuffer())
		});
	};
	const rate = { base: 'eur', quote: 'usd', day: '2026-01-05', rate: '1.25', why: '' };
	expect((await send('add', rate)).body).toContain('The rate is kept.');
	expect((await send('add', rate)).body).toContain('nothing has changed');
	const other = await send('add', { ...rate, rate: '1.3' });
	expect([other.status, other.body.includes('Known as 1.25')]).toEqual([409, true]);
	expect(other.body).toContain('value="1.3"');
	expect((await send('add', { ...rate, rate: '1.3', why: 'A slip' })).body).toContain('is changed');
	const wrong = await send('add', { ...rate, rate: '1e3' });
	expect([wrong.status, wrong.body.includes('id="rate-problem"')]).toEqual([400, true]);
	const file = new Blob(['base,quote,day,rate\nEUR,JPY,2026-01-05,160\nEUR,JPY,2026-01-06,0\n']);
	const taken = await send('upload', { file, 'upload-why': '' });
	expect(taken.body).toContain('1 added, 0 changed, 0 known already, 1 refused');
	expect(taken.body).toContain('Line 3:');
	const empty = await send('upload', { file: new Blob(['']), 'upload-why': 'kept' });
	expect([empty.status, empty.body.includes('value="kept"')]).toEqual([400, true]);
});
