import { readFile } from 'node:fs/promises';
import { placeOf } from './picture-files.ts';

/** The picture of this name, or undefined where there is none. */
export async function readPicture(
	dataDir: string,
	name: string
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const place = placeOf(dataDir, name);
	if (!place) return undefined;
	try {
		return new Uint8Array(await readFile(place));
	} catch (thrown) {
		if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw thrown;
	}
}
