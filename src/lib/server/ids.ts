import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const random_bytes = 16;

// An import makes a dozen ids a row, and asking for randomness costs more than all else about an id.
const pool = new Uint8Array(256 * random_bytes);
let used = pool.length;
let sequence = 0;

/** A UUIDv7: unique everywhere, and later ones sort later, also within a millisecond. */
export function newId(): string {
	if (used === pool.length) {
		randomFillSync(pool);
		used = 0;
	}
	const random = pool.subarray(used, used + random_bytes);
	used += random_bytes;
	sequence = (sequence + 1) | 0;
	return v7({ random, seq: sequence });
}
