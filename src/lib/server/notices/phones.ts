import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { describeDevice } from '../auth/sessions.ts';
import { hashToken } from '../auth/tokens.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { deleteOthersOf, deletePhone, deletePhonesOf, putPhone } from './queries.ts';
import type { PushSender, PushTo } from './send-push.ts';

export interface NewPhone extends PushTo {
	readonly memberId: string;
	readonly sessionId: string;
	readonly userAgent: string;
}

/** From now on this phone is told. Refused: addresses that are of no push service. */
export async function addPhone(
	db: Db,
	push: PushSender | undefined,
	phone: NewPhone,
	now: Instant
): Promise<void> {
	const { memberId, sessionId, endpoint, p256dh, auth, userAgent } = phone;
	if (!push?.accepts(endpoint)) throw new Refusal('invalid');
	const hash = hashToken(endpoint);
	await transact(db, async (trx) => {
		await deleteOthersOf(trx, sessionId, hash);
		await putPhone(trx, {
			id: newId(),
			member_id: memberId,
			session_id: sessionId,
			endpoint,
			endpoint_hash: hash,
			...{ p256dh, auth },
			device: describeDevice(userAgent),
			created_at: now,
			last_ok_at: null,
			failures: 0
		});
	});
}

/** One of their phones is told no more. */
export function removePhone(db: Db, memberId: string, id: string): Promise<void> {
	return deletePhone(db, memberId, id);
}

export function removeThisPhone(db: Db, sessionId: string): Promise<void> {
	return deletePhonesOf(db, sessionId);
}
