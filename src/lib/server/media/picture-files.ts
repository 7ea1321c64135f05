import path from 'node:path';

/** The widths that a picture is kept in; phones take the first, wide pages the last. */
export const widths = [480, 800, 1200] as const;

/** The smaller first; who cannot read it takes the other. */
export const formats = ['avif', 'webp'] as const;
export type PictureFormat = (typeof formats)[number];

const name_pattern = /^[0-9a-f]{40}-(?:480|800|1200)\.(avif|webp)$/;

export function fileName(image: string, width: number, format: PictureFormat): string {
	return `${image}-${width}.${format}`;
}

export function mediaFolder(dataDir: string): string {
	return path.join(dataDir, 'media');
}

/** Where a picture that is asked for by this name would lie, and what it is; undefined for what is no such name. */
export function placeOf(
	dataDir: string,
	name: string
): { readonly place: string; readonly type: string } | undefined {
	const format = name_pattern.exec(name)?.[1];
	return format === undefined
		? undefined
		: { place: path.join(mediaFolder(dataDir), name), type: `image/${format}` };
}
