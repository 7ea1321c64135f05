import type { Instant } from '#lib/domain/calendar.ts';
import { refusePlainPin } from '#lib/domain/desk/pin.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import { hashPassword, verifyPassword } from '../auth/passwords.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { findSecrets, putPin } from './pin-queries.ts';

export interface SetPin {
	readonly staffId: string;
	readonly password: string;
	/** As `readPin` gives it. */
	readonly pin: string;
}

/**
 * The own PIN, in the place of the one before. Refused: `pin-too-plain`, and `sign-in-failed` where the
 * password is not theirs.
 */
export async function setPin(
	db: Db,
	{ staffId, password, pin }: SetPin,
	now: Instant
): Promise<void> {
	refusePlainPin(pin);
	const known = (await findSecrets(db, staffId))?.passwordHash;
	if (!(await verifyPassword(known, password))) throw new Refusal('sign-in-failed');
	const hash = await hashPassword(pin);
	await transact(db, async (trx) => {
		await putPin(trx, staffId, hash, now);
		const subject = { kind: 'staff', id: staffId } as const;
		await recordAct(trx, { actor: subject, act: 'pin-set', subject }, now);
	});
}
