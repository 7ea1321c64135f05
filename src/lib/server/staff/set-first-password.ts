import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import { admit, type SignedIn } from '../auth/admit.ts';
import { findLink, takeLink, withdrawLinks } from '../auth/links.ts';
import { hashPassword } from '../auth/passwords.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { deletePin } from './pin-queries.ts';
import { findStaff, setStaffPasswordHash } from './queries.ts';

export interface FirstPassword {
	readonly token: string;
	readonly password: string;
	readonly userAgent: string;
}

/**
 * By the link that an owner had mailed: their own password, which nobody else knows. Ends every session
 * and signs in. Refuses `link-expired` and `account-suspended`.
 */
export async function setFirstPassword(
	db: Db,
	{ token, password, userAgent }: FirstPassword,
	now: Instant
): Promise<SignedIn> {
	const link = await findLink(db, ['staff-welcome'], token, now);
	if (link?.kind !== 'staff') throw new Refusal('link-expired');
	const hash = await hashPassword(password);
	return transact(db, async (trx) => {
		if (!(await takeLink(trx, link, now))) throw new Refusal('link-expired');
		const staff = await findStaff(trx, link.subjectId);
		if (!staff) throw new Refusal('link-expired');
		if (!staff.active) throw new Refusal('account-suspended');

		const subject = { kind: 'staff', id: staff.id } as const;
		await setStaffPasswordHash(trx, staff.id, hash, now);
		await deletePin(trx, staff.id);
		await withdrawLinks(trx, ['staff-welcome', 'device'], subject);
		await endAllSessions(trx, 'staff', staff.id);
		await recordAct(trx, { actor: subject, act: 'staff-password-set', subject }, now);
		return admit(trx, 'staff', staff.id, userAgent, now);
	});
}
