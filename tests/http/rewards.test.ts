import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/server/ids.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { seed, type Seeded } from './seed.ts';

let house: House;
let seeded: Seeded;
let rewardId: string;

beforeAll(async () => {
	house = await startHouse();
	seeded = await seed(house.db);
	rewardId = seeded.paths['/admin/rewards/[id] id'] ?? '';
});
afterAll(() => house.stop());

const good = {
	rewardId: newId(),
	revision: '0',
	status: 'draft',
	kind: 'free-night',
	nights: '1',
	'name-en': 'A night by the lake',
	'name-zh-CN': '湖畔一晚',
	'description-en': 'One night.\nBreakfast too.',
	points: '20000',
	validDays: '365',
	'house-CITY': 'on'
};

test('J6: a reward is made by its form, with the picture, and sending it twice makes one', async () => {
	const picture = await png();
	const first = await save('/admin/rewards/new', good, picture);
	const again = await save('/admin/rewards/new', good, picture);
	for (const { status, headers } of [first, again]) {
		expect(status).toBe(303);
		expect(headers.get('location')).toBe(`/admin/rewards/${good.rewardId}?saved=1`);
	}
	const rows = await house.db
		.selectFrom('reward')
		.select(['image', 'document', 'status'])
		.where('id', '=', good.rewardId)
		.execute();
	expect(rows).toHaveLength(1);
	expect(JSON.parse(rows[0]?.document ?? '')).toEqual({
		kind: 'free-night',
		nights: 1,
		name: { en: 'A night by the lake', 'zh-CN': '湖畔一晚' },
		description: { en: 'One night.\nBreakfast too.' },
		points: 20_000,
		properties: ['CITY'],
		validDays: 365
	});
	for (const format of ['avif', 'webp']) {
		const { status, headers } = await ask(house.origin, `/media/${rows[0]?.image}-1200.${format}`);
		expect([status, headers.get('content-type')]).toEqual([200, `image/${format}`]);
		expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
	}
});

test('J6: an image that is none keeps everything else, in every language', async () => {
	const { status, body } = await save(
		'/admin/rewards/new',
		good,
		Buffer.from('%PDF-1.7 no picture')
	);
	expect(status).toBe(422);
	expect(body).toContain('This file is no picture that we can read');
	for (const typed of ['A night by the lake', '湖畔一晚', 'value="20000"'])
		expect(body).toContain(typed);
	expect(body).toMatch(/name="house-CITY"[^>]*checked/);
});

test('J6: a good picture stays chosen while another field is mended', async () => {
	const bad = { ...good, rewardId: newId(), points: '-1' };
	const { status, body } = await save('/admin/rewards/new', bad, await png());
	expect(status).toBe(400);
	const image = /name="image" value="([0-9a-f]{40})"/.exec(body)?.[1] ?? '';
	const mended = await save('/admin/rewards/new', { ...bad, points: '1', image });
	expect(mended.status).toBe(303);
	const { image: kept } = await house.db
		.selectFrom('reward')
		.select('image')
		.where('id', '=', bad.rewardId)
		.executeTakeFirstOrThrow();
	expect(kept).toBe(image);
});

test.each([
	['points', '-1'],
	['points', '0'],
	['points', '1.5'],
	['points', '1e309'],
	['validDays', '0'],
	['nights', ''],
	['stock', '-1'],
	['offeredFrom', '2026-02-30'],
	['closed-1-from', '2026-12-24'],
	['name-en', ''],
	['kind', 'spaceship'],
	['tierMin', 'emperor'],
	['image', '../../secret']
])('J6: %s = "%s" is said beside the field', async (field, value) => {
	const { status, body } = await save('/admin/rewards/new', {
		...good,
		rewardId: newId(),
		[field]: value
	});
	expect(status).toBe(400);
	if (field === 'image') return;
	const beside = field === 'closed-1-from' ? 'closed-1-to' : field;
	expect(body).toContain(`id="${beside}-problem"`);
});

test('J6: the second of two managers is told what changed, and what they typed stays', async () => {
	const shown = { ...good, rewardId, revision: '1', status: 'offered', kind: 'dining-credit' };
	const mine = { ...shown, amount: '80', currency: 'EUR', points: '300', 'name-en': 'Supper' };
	const theirs = { ...mine, points: '500' };
	expect((await save(`/admin/rewards/${rewardId}?/save`, theirs)).status).toBe(303);
	const { status, body } = await save(`/admin/rewards/${rewardId}?/save`, mine);
	expect(status).toBe(409);
	expect(body).toMatch(/manager saved this on/);
	expect(body).toMatch(/Points:<\/dt>\s*<dd[^>]*>\s*500/);
	expect(body).toMatch(/name="points"[^>]*value="300"/);
	expect(body).toMatch(/name="revision" value="2"/);
	expect((await save(`/admin/rewards/${rewardId}?/save`, { ...mine, revision: '2' })).status).toBe(
		303
	);
});

test('J6: a body above the limit of the form is refused before it is read', async () => {
	const { status } = await save('/admin/rewards/new', good, Buffer.alloc(11 * 1024 * 1024));
	expect(status).toBe(413);
});

function png(): Promise<Buffer> {
	const create = { width: 30, height: 20, channels: 3, background: '#1f4a44' } as const;
	return sharp({ create }).png().toBuffer();
}

async function save(target: string, fields: Record<string, string>, picture?: Buffer) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	if (picture)
		form.set('picture', new File([new Uint8Array(picture)], 'picture.jpg', { type: 'image/jpeg' }));
	const sent = new Response(form);
	return ask(house.origin, target, {
		method: 'POST',
		cookie: seeded.cookies.manager,
		headers: { origin: house.origin, 'content-type': sent.headers.get('content-type') ?? '' },
		body: Buffer.from(await sent.arrayBuffer())
	});
}
