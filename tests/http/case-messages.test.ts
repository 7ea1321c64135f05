import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/server/ids.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { addressOf, seed, type Seeded } from './seed.ts';

let house: House;
let seeded: Seeded;

beforeAll(async () => {
	house = await startHouse();
	seeded = await seed(house.db);
});
afterAll(() => house.stop());

test('H6 P4: a guest writes twenty times a quarter of an hour; what is too much is said and stays in the form', async () => {
	const path = addressOf(seeded, '/(member)/surveys/cases/[id]');
	const write = (body: string) =>
		ask(house.origin, path, {
			cookie: seeded.member.cookie,
			form: { messageId: newId(), body }
		});
	for (let nr = 1; nr <= 20; nr++) expect((await write(`Once more, ${nr}`)).status).toBe(200);
	const refused = await write('And this, too');
	expect(refused.status).toBe(429);
	expect(refused.body).toContain('And this, too');
	const kept = await house.db.selectFrom('case_message').select('body').execute();
	expect(kept.filter(({ body }) => body.startsWith('Once more'))).toHaveLength(20);
	expect(kept.some(({ body }) => body.startsWith('And this'))).toBe(false);
});
