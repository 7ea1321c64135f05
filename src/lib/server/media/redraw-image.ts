import sharp from 'sharp';
import { checkImage, pixels_max, unreadable } from './store-image.ts';
import { sniffImage } from './sniff-image.ts';

/** Wide enough for the smallest print of a bill that was photographed whole. */
const side_max = 1_800;

/**
 * A picture that is nobody's but its sender's: read, turned upright, made smaller and written anew as
 * WebP, so that no place and no name of a camera stays with it. Refused: `image-unreadable`,
 * `image-too-large`.
 */
export async function redrawImage(bytes: Uint8Array): Promise<Buffer> {
	const format = sniffImage(bytes);
	if (!format) return unreadable();
	await checkImage(bytes, format);
	return sharp(bytes, { limitInputPixels: pixels_max })
		.autoOrient()
		.resize({ width: side_max, height: side_max, fit: 'inside', withoutEnlargement: true })
		.toColourspace('srgb')
		.webp({ quality: 75 })
		.toBuffer()
		.catch(unreadable);
}
