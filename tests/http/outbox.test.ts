import { afterAll, beforeAll, expect, test } from 'vitest';
import { ageHeader, memberHeader } from '#lib/domain/phone/headers.ts';
import { newId } from '#lib/server/ids.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { Random } from './random.ts';
import { seed, type Seeded } from './seed.ts';

const rounds = (process.env['STAYWARD_TIER'] ?? 'fast') === 'fast' ? 20 : 200;

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

test(`T13: ${rounds} wishes, sent by two tabs, again after a lost reply and under another session, are each stored once`, async () => {
	const { member, other } = seeded;
	const random = new Random(13);
	const before = await saves(member.id);
	const ids: string[] = [];
	for (let round = 0; round < rounds; round++) {
		const id = newId();
		ids.push(id);
		const wish = { ...quiet, id, 'bed-type': round % 2 === 0 ? 'double' : 'twin' };
		const once = (cookie = member.cookie) => save(cookie, member.id, wish, random.below(2_000));
		if (random.below(10) < 3) expect((await once(other.cookie)).status).toBe(409);
		if (random.below(10) < 3) expect((await once('')).status).toBe(401);
		// One tab, or two at the same moment; then perhaps again, as when the reply was lost.
		const sends = [once(), ...(random.below(2) === 0 ? [once()] : [])];
		const answers = [
			...(await Promise.all(sends)),
			...(random.below(2) === 0 ? [await once()] : [])
		];
		expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
		expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ type: 'success' });
	}
	expect((await saves(member.id)).slice(before.length)).toEqual(ids);
	expect(await saves(other.id)).toEqual([]);
});

function save(cookie: string, whose: string, wish: object = { id: newId(), ...quiet }, age_ms = 0) {
	return ask(house.origin, '/preferences', {
		cookie,
		form: { ...wish } as Record<string, string>,
		headers: {
			accept: 'application/json',
			'x-sveltekit-action': 'true',
			[memberHeader]: whose,
			[ageHeader]: String(Math.round(age_ms))
		}
	});
}

async function saves(memberId: string): Promise<string[]> {
	const rows = await house.db
		.selectFrom('preference_change')
		.select('save_id')
		.where('member_id', '=', memberId)
		.orderBy('id')
		.execute();
	return rows.map((row) => row.save_id);
}

async function countWishes(): Promise<number> {
	const rows = await house.db.selectFrom('preference').select('item_id').execute();
	return rows.length;
}
