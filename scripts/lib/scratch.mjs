import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';

const memory = '/dev/shm';
const needed_bytes = 6 * 1024 ** 3;

/**
 * A new folder for what tests write. Thousands of small databases sync every commit: where the machine
 * has the room they lie in its memory, so that no disk is waited for.
 */
export function scratchFolder() {
	return mkdtempSync(path.join(hasRoom() ? memory : tmpdir(), 'stayward-test-'));
}

function hasRoom() {
	if (!existsSync(memory)) return false;
	const { bavail, bsize } = statfsSync(memory);
	return bavail * bsize >= needed_bytes && freemem() >= needed_bytes;
}
