import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { admit, type SignedIn } from '../auth/admit.ts';
import { findLink, takeLink, withdrawLinks, type LinkPurpose } from '../auth/links.ts';
import { hashPassword } from '../auth/passwords.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { proveAddress } from './prove-address.ts';
import { findIdentity, setPasswordHash, setPendingAddress } from './queries.ts';

export interface NewPassword {
	readonly token: string;
	readonly password: string;
	readonly userAgent: string;
}

const everyPurpose: readonly LinkPurpose[] = [
	'verify',
	'reset',
	'confirm-old',
	'confirm-new',
	'device'
];

/**
 * The mailed link of joining (`verify`) or of a forgotten password (`reset`). Both prove the same:
 * whoever uses it reads that mailbox. So both verify an address that was not, set the password anew
 * and end every session, and what a squatter or thief had set up before is worth nothing.
 * Refuses `link-expired` and `address-taken`.
 */
export async function setNewPassword(
	db: Db,
	purpose: 'verify' | 'reset',
	{ token, password, userAgent }: NewPassword,
	now: Instant
): Promise<SignedIn> {
	const link = await findLink(db, [purpose], token, now);
	if (link?.kind !== 'member') throw new Refusal('link-expired');
	const hash = await hashPassword(password);
	return transact(db, async (trx) => {
		if (!(await takeLink(trx, link, now))) throw new Refusal('link-expired');
		const member = await findIdentity(trx, link.subjectId);
		if (!member) throw new Refusal('link-expired');
		if (member.status !== 'active') throw new Refusal('account-suspended');
		if (!member.verified) await proveAddress(trx, member, now);

		const subject = { kind: 'member', id: member.memberId } as const;
		await setPasswordHash(trx, member.memberId, hash, now);
		await setPendingAddress(trx, member.memberId, null);
		await withdrawLinks(trx, everyPurpose, subject);
		await endAllSessions(trx, 'member', member.memberId);
		if (purpose === 'reset') {
			await tell(trx, { channel: 'mail', topic: 'password-changed', to: subject }, now);
		}
		return admit(trx, 'member', member.memberId, userAgent, now);
	});
}
