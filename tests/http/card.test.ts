import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepAt } from '#lib/domain/cards/rotating-code.ts';
import { codeAt } from '#lib/server/cards/check-code.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { seed, type Seeded } from './seed.ts';

let house: House;
let seeded: Seeded;

beforeAll(async () => {
	house = await startHouse();
	seeded = await seed(house.db);
});
afterAll(() => house.stop());

const keys = () => house.db.selectFrom('card_key').selectAll().execute();
const find = (typed: string) =>
	ask(house.origin, '/desk?/find', { form: { typed, at: 'CITY' }, cookie: seeded.cookies.desk });

test('B2 A3: a code that a device shows is taken once, and none after it signed out', async () => {
	const { number, cookie } = seeded.member;
	const card = await ask(house.origin, '/card', { cookie });
	expect(card.headers.get('cache-control')).toBe('no-store');
	const [key] = await keys();
	expect(card.body).toContain(key?.secret);
	const again = await ask(house.origin, '/card', { cookie });
	expect(again.body).toContain(key?.secret);
	expect(await keys()).toHaveLength(1);

	const typed = (away: number) => {
		const step = stepAt(new Date().toISOString()) + away;
		return `SW1:C:${number}:${codeAt(key?.secret ?? '', number, step)}`;
	};
	const first = typed(0);
	expect((await find(first)).body).toContain('Checked with the phone just now');
	expect((await find(first)).body).toContain('This code was taken here at');
	expect((await find(typed(20))).body).toContain('10 min from now');

	await ask(house.origin, '/sign-out', { form: {}, cookie });
	expect(await keys()).toEqual([]);
	expect((await find(typed(1))).body).toContain('This code is not of this card');
});

test('K1: whatever is typed at the desk, the answer is a page', async () => {
	for (const typed of [
		'SW1:C:',
		`SW1:C:${seeded.member.number}:`,
		`${'9'.repeat(10)}:${'9'.repeat(8)}`,
		'\u0000'.repeat(18),
		'٤'.repeat(18),
		'４８１２３４５６７３ ００００００００',
		`${seeded.member.number} 0000000x`,
		'%00%ff',
		'9'.repeat(80)
	])
		expect((await find(typed)).status, typed).toBeLessThan(500);
});
