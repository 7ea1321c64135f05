import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { admit, type SignedIn } from '../auth/admit.ts';
import { withdrawLinks } from '../auth/links.ts';
import { hashPassword, verifyPassword } from '../auth/passwords.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { findPasswordHash, setPasswordHash } from './queries.ts';

export interface ChangePassword {
	readonly memberId: string;
	readonly current: string;
	readonly password: string;
	readonly userAgent: string;
}

/** Refuses `sign-in-failed` for a wrong current password. Ends every session; this one goes on anew. */
export async function changePassword(
	db: Db,
	{ memberId, current, password, userAgent }: ChangePassword,
	now: Instant
): Promise<SignedIn> {
	await confirmPassword(db, memberId, current);
	const hash = await hashPassword(password);
	return transact(db, async (trx) => {
		const subject = { kind: 'member', id: memberId } as const;
		await setPasswordHash(trx, memberId, hash, now);
		await withdrawLinks(trx, ['reset', 'device'], subject);
		await endAllSessions(trx, 'member', memberId);
		await tell(trx, { channel: 'mail', topic: 'password-changed', to: subject }, now);
		return admit(trx, 'member', memberId, userAgent, now);
	});
}

/** Before something that a found, unlocked phone must not be enough for. */
export async function confirmPassword(db: Db, memberId: string, password: string): Promise<void> {
	const known = await findPasswordHash(db, memberId);
	if (!(await verifyPassword(known, password))) throw new Refusal('sign-in-failed');
}
