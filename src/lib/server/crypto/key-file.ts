import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseKeys, type KeyRing } from './keys.ts';

export const keyFileIn = (dataDir: string) => path.join(dataDir, 'keys');

/**
 * The keys of a house for demo and development: made in the data folder by whoever opens it first, and
 * readable by nobody else. Of two who are first at once, both get the same.
 */
export async function readKeyFile(dataDir: string): Promise<KeyRing> {
	const place = keyFileIn(dataDir);
	const kept = (await readIfThere(place)) ?? (await make(place));
	const ring = parseKeys(kept.trim());
	if (!ring) throw new Error(`${place} is no file of keys`);
	return ring;
}

async function make(place: string): Promise<string> {
	await mkdir(path.dirname(place), { recursive: true });
	const own = `${place}.${randomBytes(6).toString('hex')}`;
	const line = `k1:${randomBytes(32).toString('base64')}\n`;
	await writeFile(own, line, { mode: 0o600, flag: 'wx' });
	try {
		// Whole or not at all, and never over what somebody else has just made.
		await link(own, place);
		return line;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return await readFile(place, 'utf8');
	} finally {
		await rm(own);
	}
}

async function readIfThere(place: string): Promise<string | undefined> {
	return readFile(place, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
}
