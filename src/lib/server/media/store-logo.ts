import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Logo } from '#lib/domain/brand/brand.ts';
import { logoFile, mediaFolder, type LogoFile } from './picture-files.ts';
import { sniffImage } from './sniff-image.ts';
import { areThere, checkImage, pixels_max, unreadable, writeWhole } from './store-image.ts';

/** Twice as large as any page shows it. */
const box = { width: 480, height: 120 } as const;
const icons = [
	{ file: 'icon-192', side: 192, share: 1 },
	{ file: 'icon-512', side: 512, share: 1 },
	// What a phone cuts off at the edges is paper: the logo stays in the middle.
	{ file: 'maskable-192', side: 192, share: 0.7 },
	{ file: 'maskable-512', side: 512, share: 0.7 },
	{ file: 'touch-180', side: 180, share: 0.78 }
] as const satisfies readonly { file: LogoFile; side: number; share: number }[];

/**
 * Keeps a logo as pages show it and as icons of the app, on `paper`. Like any picture it is read and
 * written anew, and only what is drawn of pixels is taken. Refused: `image-unreadable`, `image-too-large`.
 */
export async function storeLogo(dataDir: string, bytes: Uint8Array, paper: string): Promise<Logo> {
	const format = sniffImage(bytes);
	if (!format) return unreadable();
	await checkImage(bytes, format);
	const image = createHash('sha256').update(paper).update(bytes).digest('hex').slice(0, 40);
	const place = (file: LogoFile) => path.join(mediaFolder(dataDir), logoFile(image, file));
	await mkdir(mediaFolder(dataDir), { recursive: true });

	const upright = await sharp(bytes, { limitInputPixels: pixels_max })
		.autoOrient()
		.toColourspace('srgb')
		.resize({ width: 1_200, height: 1_200, fit: 'inside', withoutEnlargement: true })
		.png()
		.toBuffer()
		.catch(unreadable);
	const drawn = sharp(upright).resize({ ...box, fit: 'inside', withoutEnlargement: true });
	const { data, info } = await drawn.webp({ quality: 88 }).toBuffer({ resolveWithObject: true });
	const logo = { image, width: info.width, height: info.height };
	if (await areThere([place('logo'), ...icons.map(({ file }) => place(file))])) return logo;
	await writeWhole(place('logo'), data);
	for (const { file, side, share } of icons)
		await writeWhole(place(file), await drawIcon(sharp(upright), side, share, paper));
	return logo;
}

async function drawIcon(logo: Sharp, side: number, share: number, paper: string): Promise<Buffer> {
	const inner = Math.round(side * share);
	const input = await logo.resize({ width: inner, height: inner, fit: 'inside' }).toBuffer();
	return sharp({ create: { width: side, height: side, channels: 4, background: paper } })
		.composite([{ input, gravity: 'centre' }])
		.png({ compressionLevel: 9, palette: true })
		.toBuffer();
}
