import { createHash } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Reader, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';

// What it defends against: one account guessed from many addresses, one password tried on many
// accounts, floods of mail to somebody, numbers tried at the desk. Counters are in the database, so
// several nodes count together. A browser that signed in before has a bucket of its own: whoever
// floods an account from elsewhere does not lock its owner out.

export interface Bucket {
	/** What is counted; values that identify somebody are hashed before they are stored. */
	readonly key: readonly [rule: string, ...values: string[]];
	readonly tries_max: number;
	readonly window_minutes: number;
}

/**
 * Counts one try in each bucket, in the order given, up to the first that is full; then refuses. So a
 * flood that is stopped by where it comes from does not use up what everybody shares. Callers keep one
 * order of rules (network, account, everybody), and two tries never wait for each other in a ring.
 */
export async function countTry(db: Db, buckets: readonly Bucket[], now: Instant): Promise<void> {
	const passes = await transact(db, async (trx) => {
		for (const bucket of buckets)
			if ((await addOne(trx, bucket, now)) > bucket.tries_max) return false;
		return true;
	});
	if (!passes) throw new Refusal('too-many-tries');
}

/** Refuses while one of them is full, and counts nothing: for tries that count when they went wrong. */
export async function refuseWhenFull(
	reader: Reader,
	buckets: readonly Bucket[],
	now: Instant
): Promise<void> {
	for (const bucket of buckets)
		if ((await readCount(reader, bucket, now)) >= bucket.tries_max)
			throw new Refusal('too-many-tries');
}

/** Whoever proved who they are did not guess: what they tried in these windows no longer counts. */
export async function forgetTries(
	trx: Trx,
	buckets: readonly Bucket[],
	now: Instant
): Promise<void> {
	for (const { key, window_minutes } of buckets)
		await trx
			.deleteFrom('rate_count')
			.where('key', '=', keyText(key))
			.where('window_start', '=', windowStart(now, window_minutes))
			.execute();
}

async function readCount(
	reader: Reader,
	{ key, window_minutes }: Bucket,
	now: Instant
): Promise<number> {
	const row = await reader
		.selectFrom('rate_count')
		.select('count')
		.where('key', '=', keyText(key))
		.where('window_start', '=', windowStart(now, window_minutes))
		.executeTakeFirst();
	return row?.count ?? 0;
}

async function addOne(trx: Trx, { key, window_minutes }: Bucket, now: Instant): Promise<number> {
	const { count } = await trx
		.insertInto('rate_count')
		.values({ key: keyText(key), window_start: windowStart(now, window_minutes), count: 1 })
		.onConflict((conflict) =>
			conflict
				.columns(['key', 'window_start'])
				.doUpdateSet(({ eb, ref }) => ({ count: eb(ref('rate_count.count'), '+', 1) }))
		)
		.returning('count')
		.executeTakeFirstOrThrow();
	return count;
}

export async function deleteOldCounts(trx: Trx, before: Instant): Promise<number> {
	const { numDeletedRows } = await trx
		.deleteFrom('rate_count')
		.where('window_start', '<', before)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}

/** Where somebody comes from; of IPv6 the network, because a household has all of it. */
export function networkOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (isIPv4(plain) || !plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('%')[0]!.toLowerCase().split('::');
	const left = head ? head.split(':') : [];
	const right = tail ? tail.split(':') : [];
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
	return [...left, ...Array<string>(zeros).fill('0'), ...right]
		.slice(0, 4)
		.map((part) => part.replace(/^0+(?=.)/, ''))
		.join(':');
}

function windowStart(now: Instant, minutes: number): Instant {
	const window_ms = minutes * 60_000;
	return new Date(Math.floor(Date.parse(now) / window_ms) * window_ms).toISOString();
}

function keyText([rule, ...values]: Bucket['key']): string {
	if (values.length === 0) return rule;
	return `${rule}:${createHash('sha256').update(values.join('\n')).digest('base64url').slice(0, 32)}`;
}
