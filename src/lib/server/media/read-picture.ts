import { readFile } from 'node:fs/promises';
import { placeOf } from './picture-files.ts';

export interface PictureFile {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** 'image/avif', 'image/webp' or 'image/png'. */
	readonly type: string;
}

/** The picture of this name, or undefined where there is none. */
export async function readPicture(dataDir: string, name: string): Promise<PictureFile | undefined> {
	const file = placeOf(dataDir, name);
	if (!file) return undefined;
	try {
		return { bytes: new Uint8Array(await readFile(file.place)), type: file.type };
	} catch (thrown) {
		if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw thrown;
	}
}
