import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import { withdrawLinks } from '../auth/links.ts';
import { hashPassword } from '../auth/passwords.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { deletePin } from './pin-queries.ts';
import { findStaffByAddress, setStaffPasswordHash } from './queries.ts';

/** Ends every session of theirs. Refuses `not-found` for an address that nobody of the staff has. */
export async function setStaffPassword(
	db: Db,
	{ email, password }: { readonly email: string; readonly password: string },
	actor: Actor,
	now: Instant
): Promise<void> {
	const hash = await hashPassword(password);
	await transact(db, async (trx) => {
		const staff = await findStaffByAddress(trx, emailKey(email));
		if (!staff) throw new Refusal('not-found');
		const subject = { kind: 'staff', id: staff.id } as const;
		await setStaffPasswordHash(trx, staff.id, hash, now);
		await deletePin(trx, staff.id);
		await withdrawLinks(trx, ['staff-welcome', 'device'], subject);
		await endAllSessions(trx, 'staff', staff.id);
		await recordAct(trx, { actor, act: 'staff-password-set', subject }, now);
	});
}
