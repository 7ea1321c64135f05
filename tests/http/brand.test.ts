import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { seed, type Seeded } from './seed.ts';

let house: House;
let seeded: Seeded;

beforeAll(async () => {
	house = await startHouse({ STAYWARD_HOTEL: 'House' });
	seeded = await seed(house.db);
});
afterAll(() => house.stop());

const look = {
	revision: '0',
	'name-en': 'Aurora & Sons <b>',
	'name-zh-CN': '极光',
	day: '#ffd400',
	night: '#203040',
	paper: 'mist',
	type: 'lora',
	corners: 'straight'
};

test('L7: what a look may not be is said beside its field, and a good picture stays chosen', async () => {
	const svg = Buffer.from(
		'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
	);
	const refused = await save(look, { logoFile: await png(), nightLogoFile: svg });
	expect(refused.status).toBe(422);
	expect(refused.body).toContain('id="nightLogoFile-problem"');
	expect(refused.body).toMatch(/name="logo" value="[0-9a-f]{40}-300x100"/);
	expect(refused.body).toContain('value="极光"');
	for (const [field, value] of [
		['day', 'red'],
		['name-en', ''],
		['paper', 'slate'],
		['corners', 'bent']
	] as const) {
		const { status, body } = await save({ ...look, [field]: value });
		expect([field, status]).toEqual([field, 400]);
		expect(body).toContain(`id="${field}-problem"`);
	}
	expect((await ask(house.origin, '/')).body).toContain('House');
});

test('L7: a look that is saved is on the next page, in the manifest, the stylesheet and the icons', async () => {
	const before = await ask(house.origin, '/brand.css');
	const saved = await save(look, { logoFile: await png() });
	expect(saved.status, saved.body).toBe(303);

	const page = (await ask(house.origin, '/sign-in')).body;
	expect(page).toContain('Aurora &amp; Sons &lt;b');
	expect(page).not.toContain('Sons <b>');
	expect(page).toContain('content="#f7f9fa" media="(prefers-color-scheme: light)"');
	expect(page).not.toMatch(/preload[^>]*fraunces/);
	const chinese = { cookie: 'stayward-locale=zh-CN' };
	expect((await ask(house.origin, '/sign-in', chinese)).body).toContain('极光');

	const css = await ask(house.origin, '/brand.css');
	expect(css.headers.get('etag')).not.toBe(before.headers.get('etag'));
	expect(css.body).not.toContain('--accent: #ffd400');
	expect(css.body).toContain('--radius-card: 0.25rem');

	const manifest = JSON.parse((await ask(house.origin, '/manifest.webmanifest')).body) as {
		name: string;
		icons: { src: string; sizes: string }[];
	};
	expect(manifest.name).toBe('Aurora & Sons <b>');
	const touch = /rel="apple-touch-icon" href="([^"]+)"/.exec(page)?.[1] ?? '';
	const drawn = [...css.body.matchAll(/url\('([^']+)'\)/g)].map(([, url = '']) => url);
	expect(drawn.length).toBeGreaterThan(2);
	for (const file of [touch, ...drawn, ...manifest.icons.map(({ src }) => src)]) {
		const { status, headers } = await ask(house.origin, file);
		expect([file, status]).toEqual([file, 200]);
		expect(headers.get('cache-control')).toContain('immutable');
	}
	for (const { src, sizes } of manifest.icons) {
		const icon = await fetch(`http://127.0.0.1:${house.port}${src}`);
		const { width, height } = await sharp(await icon.arrayBuffer()).metadata();
		expect(`${width}x${height}`).toBe(sizes);
	}
});

test('L7: the second of two managers is told, and what they typed stays', async () => {
	const { status, body } = await save({ ...look, 'name-en': 'Borealis' });
	expect(status).toBe(409);
	expect(body).toContain('value="Borealis"');
	expect(body).toContain('name="revision" value="1"');
});

function png(): Promise<Buffer> {
	const create = { width: 300, height: 100, channels: 4, background: '#1f4a4480' } as const;
	return sharp({ create }).png().toBuffer();
}

async function save(fields: Record<string, string>, files: Record<string, Buffer> = {}) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	for (const [name, bytes] of Object.entries(files))
		form.set(name, new File([new Uint8Array(bytes)], 'logo.png', { type: 'image/png' }));
	const sent = new Response(form);
	return ask(house.origin, '/admin/brand', {
		method: 'POST',
		cookie: seeded.cookies.manager,
		headers: { origin: house.origin, 'content-type': sent.headers.get('content-type') ?? '' },
		body: Buffer.from(await sent.arrayBuffer())
	});
}
