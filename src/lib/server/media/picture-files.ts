import path from 'node:path';

/** The widths that a picture is kept in; phones take the first, wide pages the last. */
export const widths = [480, 1200] as const;

const name_pattern = /^[0-9a-f]{40}-(480|1200)\.webp$/;

export function fileName(image: string, width: number): string {
	return `${image}-${width}.webp`;
}

export function mediaFolder(dataDir: string): string {
	return path.join(dataDir, 'media');
}

/** Where a picture that is asked for by this name would lie; undefined for what is no such name. */
export function placeOf(dataDir: string, name: string): string | undefined {
	return name_pattern.test(name) ? path.join(mediaFolder(dataDir), name) : undefined;
}
