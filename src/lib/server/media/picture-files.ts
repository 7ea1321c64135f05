import path from 'node:path';

/** The widths that a picture is kept in; phones take the first, wide pages the last. */
export const widths = [480, 800, 1200] as const;

/** The smaller first; who cannot read it takes the other. */
export const formats = ['avif', 'webp'] as const;
export type PictureFormat = (typeof formats)[number];

/** What is kept of a logo: for pages, and icons of the app. */
const logoFormats = {
	logo: 'webp',
	'icon-192': 'png',
	'icon-512': 'png',
	'maskable-192': 'png',
	'maskable-512': 'png',
	'touch-180': 'png'
} as const;
export type LogoFile = keyof typeof logoFormats;

const name_pattern =
	/^[0-9a-f]{40}-(?:(?:480|800|1200)\.(avif|webp)|logo\.(webp)|(?:(?:icon|maskable)-(?:192|512)|touch-180)\.(png))$/;

export function fileName(image: string, width: number, format: PictureFormat): string {
	return `${image}-${width}.${format}`;
}

export function logoFile(image: string, file: LogoFile): string {
	return `${image}-${file}.${logoFormats[file]}`;
}

export function mediaFolder(dataDir: string): string {
	return path.join(dataDir, 'media');
}

/** Where a picture that is asked for by this name would lie, and what it is; undefined for what is no such name. */
export function placeOf(
	dataDir: string,
	name: string
): { readonly place: string; readonly type: string } | undefined {
	const format = name_pattern.exec(name)?.slice(1).find(Boolean);
	return format === undefined
		? undefined
		: { place: path.join(mediaFolder(dataDir), name), type: `image/${format}` };
}
