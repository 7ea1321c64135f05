import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readPicture } from './read-picture.ts';
import { storeImage } from './store-image.ts';

let dataDir: string;
const made: string[] = [];

beforeEach(async () => {
	dataDir = await mkdtemp(path.join(tmpdir(), 'stayward-media-'));
	made.push(dataDir);
});
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

const blank = (width: number, height: number, background = '#1f4a44') =>
	sharp({ create: { width, height, channels: 3, background } });
const files = () => readdir(path.join(dataDir, 'media')).catch(() => []);

test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
	'J6: a %s picture is kept in three widths, as avif and as webp',
	async (format) => {
		const image = await storeImage(dataDir, await blank(1_500, 1_000).toFormat(format).toBuffer());
		for (const [width, height] of [
			[480, 320],
			[800, 533],
			[1_200, 800]
		])
			for (const [kept, read] of [
				['avif', 'heif'],
				['webp', 'webp']
			]) {
				const file = await readPicture(dataDir, `${image}-${width}.${kept}`);
				expect(file?.type).toBe(`image/${kept}`);
				const head = await sharp(file?.bytes).metadata();
				expect(head).toMatchObject({ format: read, width, height });
			}
	}
);

test('J6: a small picture is not blown up', async () => {
	const image = await storeImage(dataDir, await blank(60, 40).png().toBuffer());
	const file = await readPicture(dataDir, `${image}-1200.webp`);
	expect(await sharp(file?.bytes).metadata()).toMatchObject({ width: 60, height: 40 });
});

test('J6: a picture stands upright, and where and by whom it was taken stays behind', async () => {
	const taken = await blank(600, 400)
		.withExif({
			IFD0: { Artist: 'Canary Photographer', Copyright: 'Canary' },
			IFD3: { GPSLatitude: '48/1 12/1 0/1' }
		})
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
	const image = await storeImage(dataDir, taken);
	for (const format of ['avif', 'webp']) {
		const file = await readPicture(dataDir, `${image}-480.${format}`);
		const head = await sharp(file?.bytes).metadata();
		expect([head.width, head.height]).toEqual([400, 600]);
		expect([head.exif, head.xmp, head.iptc, head.icc, head.orientation]).toEqual(
			Array(5).fill(undefined)
		);
		expect(Buffer.from(file?.bytes ?? []).toString('latin1')).not.toContain('Canary');
	}
});

test('J6: the same picture twice, also at the same moment, is one', async () => {
	const bytes = await blank(800, 600).jpeg().toBuffer();
	const names = await Promise.all([storeImage(dataDir, bytes), storeImage(dataDir, bytes)]);
	names.push(await storeImage(dataDir, bytes));
	expect(new Set(names).size).toBe(1);
	const expected = [480, 800, 1200].flatMap((width) =>
		['avif', 'webp'].map((format) => `${names[0]}-${width}.${format}`)
	);
	expect((await files()).toSorted()).toEqual(expected.toSorted());
});

const script = '<script>alert(1)</script>';
const none = {
	'nothing at all': () => '',
	text: () => 'not a picture',
	'a PDF that is called .jpg': () => '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n',
	'an SVG with a script': () => `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
	'a page that begins like a JPEG': () => `\xff\xd8\xff${script}`,
	'half a PNG': async () => (await noise()).subarray(0, 30_000),
	'a GIF': () => blank(20, 20).gif().toBuffer(),
	'a TIFF': () => blank(20, 20).tiff().toBuffer(),
	'an animation': async () =>
		sharp([await blank(20, 20).png().toBuffer(), await blank(20, 20, '#fff').png().toBuffer()], {
			join: { animated: true }
		})
			.webp({ loop: 0, delay: [100, 100] })
			.toBuffer()
};

function noise(): Promise<Buffer> {
	return sharp({
		create: {
			width: 300,
			height: 300,
			channels: 3,
			background: '#888',
			noise: { type: 'gaussian', mean: 128, sigma: 60 }
		}
	})
		.png()
		.toBuffer();
}

test.each(Object.entries(none))('J6: %s is no picture, and leaves nothing', async (_, make) => {
	const bytes = Buffer.from((await make()) as string, 'latin1');
	await expect(storeImage(dataDir, bytes)).rejects.toMatchObject({ code: 'image-unreadable' });
	expect(await files()).toEqual([]);
});

test('J6: a small file with too many pixels is refused before it is unpacked', async () => {
	const bytes = await blank(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer();
	expect(bytes.length).toBeLessThan(1_000_000);
	await expect(storeImage(dataDir, bytes)).rejects.toMatchObject({ code: 'image-too-large' });
});

test('J6: nothing but pictures can be asked for', async () => {
	await writeFile(path.join(dataDir, 'secret.webp'), 'secret');
	const image = await storeImage(dataDir, await blank(10, 10).png().toBuffer());
	for (const name of [
		'../secret.webp',
		'..%2fsecret.webp',
		`${image}-480.webp/../../secret.webp`,
		`${image}-481.webp`,
		`${image.toUpperCase()}-480.webp`,
		`${image}-480.webp\n`,
		`${'0'.repeat(40)}-480.webp`,
		''
	])
		expect(await readPicture(dataDir, name), name).toBeUndefined();
	const file = path.join(dataDir, 'media', `${image}-480.webp`);
	expect((await readPicture(dataDir, `${image}-480.webp`))?.bytes).toEqual(
		new Uint8Array(await readFile(file))
	);
});
