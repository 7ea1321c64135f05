import { createHash } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type OutputInfo } from 'sharp';
import { Refusal } from '#lib/domain/refusal.ts';
import { newId } from '../ids.ts';
import { fileName, formats, mediaFolder, widths, type PictureFormat } from './picture-files.ts';
import { sniffImage } from './sniff-image.ts';

/** More than any camera of a guest or a hotel takes; a small file can hold far more than that. */
export const pixels_max = 40_000_000;

/**
 * Keeps a picture in the widths that pages show and gives the name by which they ask for it. Nothing
 * of the file itself is kept: pixels are read, turned upright and written anew, so places, names of
 * cameras and whatever hides in the file stay behind. The same file again is the same name.
 */
export async function storeImage(dataDir: string, bytes: Uint8Array): Promise<string> {
	const format = sniffImage(bytes);
	if (!format) throw new Refusal('image-unreadable');
	const image = createHash('sha256').update(bytes).digest('hex').slice(0, 40);
	const folder = mediaFolder(dataDir);
	const files = widths.flatMap((width) =>
		formats.map((format) => ({
			...{ width, format },
			place: path.join(folder, fileName(image, width, format))
		}))
	);
	if (await areThere(files.map(({ place }) => place))) return image;

	await checkImage(bytes, format);
	await mkdir(folder, { recursive: true });
	const upright = await unpack(bytes);
	for (const { width, format, place } of files)
		await writeWhole(place, await drawAt(upright, width, format));
	return image;
}

/** Reads the head of the file alone: what it holds must be what it began with, and not too much. */
export async function checkImage(bytes: Uint8Array, format: string): Promise<void> {
	const head = await sharp(bytes, { limitInputPixels: false }).metadata().catch(unreadable);
	if (head.width * head.height > pixels_max)
		throw new Refusal('image-too-large', { megapixelsMax: pixels_max / 1_000_000 });
	const isOther = head.format !== format || (format === 'heif' && head.compression !== 'av1');
	if (isOther || (head.pages ?? 1) > 1) throw new Refusal('image-unreadable');
}

interface Pixels {
	readonly data: Buffer;
	readonly info: OutputInfo;
}

/** The pixels alone, once for all files: turned upright, no wider than the widest. */
function unpack(bytes: Uint8Array): Promise<Pixels> {
	return sharp(bytes, { limitInputPixels: pixels_max })
		.autoOrient()
		.resize({ width: Math.max(...widths), withoutEnlargement: true })
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true })
		.catch(unreadable);
}

function drawAt({ data, info }: Pixels, width: number, format: PictureFormat): Promise<Buffer> {
	const { width: whole, height, channels } = info;
	const drawn = sharp(data, { raw: { width: whole, height, channels } }).resize({
		width,
		withoutEnlargement: true
	});
	// The greatest effort takes many times as long for a few bytes.
	return (
		format === 'avif' ? drawn.avif({ quality: 55, effort: 2 }) : drawn.webp({ quality: 80 })
	).toBuffer();
}

export function unreadable(): never {
	throw new Refusal('image-unreadable');
}

/** Whoever reads finds the whole file or none. */
export async function writeWhole(place: string, bytes: Uint8Array): Promise<void> {
	const part = `${place}.${newId()}.part`;
	try {
		await writeFile(part, bytes, { flush: true });
		await rename(part, place);
	} catch (thrown) {
		await rm(part, { force: true });
		throw thrown;
	}
}

export async function areThere(places: readonly string[]): Promise<boolean> {
	const looked = await Promise.allSettled(places.map((place) => access(place)));
	return looked.every(({ status }) => status === 'fulfilled');
}
