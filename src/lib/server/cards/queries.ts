import type { Instant } from '#lib/domain/calendar.ts';
import type { Db, Reader, Trx } from '../db/database.ts';

/** The key of one device, as it lies there and here. */
export interface CardKey {
	readonly id: string;
	/** 32 bytes in base64url. */
	readonly secret: string;
}

export interface CodeUse {
	readonly keyId: string;
	readonly step: number;
	readonly staffId: string;
	readonly propertyId: string;
}

/** More devices than anybody shows a card on; what a wrong code costs to check stays small. */
const keys_max = 20;

export async function findKeyOf(reader: Reader, sessionId: string): Promise<CardKey | undefined> {
	return reader
		.selectFrom('card_key')
		.select(['id', 'secret'])
		.where('session_id', '=', sessionId)
		.executeTakeFirst();
}

/** Adds the key of a session; the first of two stays. */
export async function addKey(
	db: Db,
	key: CardKey & { readonly memberId: string; readonly sessionId: string },
	now: Instant
): Promise<void> {
	const { id, secret, memberId, sessionId } = key;
	await db
		.insertInto('card_key')
		.values({ id, member_id: memberId, session_id: sessionId, secret, recorded_at: now })
		.onConflict((conflict) => conflict.column('session_id').doNothing())
		.execute();
}

/** The keys of a member whose sessions are not over, the newest first. */
export function listLiveKeys(
	reader: Reader,
	memberId: string,
	now: Instant
): Promise<readonly CardKey[]> {
	return reader
		.selectFrom('card_key')
		.innerJoin('session', 'session.id', 'card_key.session_id')
		.select(['card_key.id', 'card_key.secret'])
		.where('card_key.member_id', '=', memberId)
		.where('session.expires_at', '>', now)
		.orderBy('card_key.id', 'desc')
		.limit(keys_max)
		.execute();
}

/** True for the first desk that takes a code, false for every other. */
export async function takeCode(trx: Trx, use: CodeUse, now: Instant): Promise<boolean> {
	const row = await trx
		.insertInto('card_code_use')
		.values({
			key_id: use.keyId,
			step: use.step,
			staff_id: use.staffId,
			property_id: use.propertyId,
			used_at: now
		})
		.onConflict((conflict) => conflict.columns(['key_id', 'step']).doNothing())
		.returning('step')
		.executeTakeFirst();
	return row !== undefined;
}

export async function findUse(
	reader: Reader,
	keyId: string,
	step: number
): Promise<{ readonly propertyId: string; readonly usedAt: Instant } | undefined> {
	return reader
		.selectFrom('card_code_use')
		.select(['property_id as propertyId', 'used_at as usedAt'])
		.where('key_id', '=', keyId)
		.where('step', '=', step)
		.executeTakeFirst();
}
