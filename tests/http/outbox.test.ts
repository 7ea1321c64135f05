import { afterAll, beforeAll, expect, test } from 'vitest';
import { memberHeader } from '#lib/domain/phone/headers.ts';
import { newId } from '#lib/server/ids.ts';
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

const quiet = { item: 'bed-type', 'bed-type': 'twin', shown: '{}' };

test('T13: what was said for one member is taken from nobody else’s session', async () => {
	const { member, other } = seeded;
	const sends = [
		[member.cookie, other.id, 409, 'other-member'],
		[other.cookie, member.id, 409, 'other-member'],
		['', member.id, 401, 'signed-out'],
		[member.cookie, '', 409, 'other-member']
	] as const;
	for (const [cookie, whose, status, title] of sends) {
		const answer = await save(cookie, whose);
		expect([answer.status, JSON.parse(answer.body)]).toEqual([
			status,
			{ type: 'about:blank', status, title }
		]);
	}
	expect(await countWishes()).toBe(0);
	const taken = await save(member.cookie, member.id);
	expect(taken.status).toBe(200);
	expect(JSON.parse(taken.body)).toMatchObject({ type: 'success' });
	expect(await countWishes()).toBe(1);
});

function save(cookie: string, whose: string) {
	return ask(house.origin, '/preferences', {
		cookie,
		form: { id: newId(), ...quiet },
		headers: { accept: 'application/json', 'x-sveltekit-action': 'true', [memberHeader]: whose }
	});
}

async function countWishes(): Promise<number> {
	const rows = await house.db.selectFrom('preference').select('item_id').execute();
	return rows.length;
}
