import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { createLink, findLink, takeLink, wasUsed, withdrawLinks } from '../auth/links.ts';
import { mailboxLimits } from '../auth/limits.ts';
import { countTry } from '../auth/rate-limits.ts';
import { rotateSession, type NewSession } from '../auth/sessions.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { mailVerification } from './ask-for-verification.ts';
import { confirmPassword } from './change-password.ts';
import { matchStays } from './match-stays.ts';
import { refuseIfTaken } from './prove-address.ts';
import { findIdentity, findVerified, setAddress, setPendingAddress } from './queries.ts';

export interface ChangeAddress {
	readonly memberId: string;
	readonly password: string;
	readonly email: string;
	readonly sessionId: string;
	readonly userAgent: string;
}

/**
 * A proven address stays until both it and the new one confirmed. One that was never proven is
 * replaced at once, and the new one has to be proven. The answer does not tell whether the new
 * address is somebody's. The password is a step up, so the session gets a new token. Refuses
 * `sign-in-failed` for a wrong password and `too-many-tries`.
 */
export async function askForNewAddress(
	db: Db,
	{ memberId, password, email, sessionId, userAgent }: ChangeAddress,
	now: Instant
): Promise<NewSession> {
	await confirmPassword(db, memberId, password);
	await countTry(db, mailboxLimits(email), now);
	return transact(db, async (trx) => {
		const member = await findIdentity(trx, memberId);
		if (!member) throw new Refusal('not-found');
		const subject = { kind: 'member', id: memberId } as const;
		await withdrawLinks(trx, ['verify', 'reset', 'confirm-old', 'confirm-new'], subject);
		if (member.verified) {
			await askBoth(trx, memberId, email, now);
		} else {
			await setAddress(trx, memberId, { email, emailKey: emailKey(email) }, null);
			await mailVerification(trx, memberId, emailKey(email), now);
		}
		return rotateSession(trx, 'member', memberId, sessionId, userAgent);
	});
}

/** Uses one of the two links; the second one makes the change. Refuses `link-expired`, `address-taken`. */
export function confirmNewAddress(
	db: Db,
	token: string,
	now: Instant
): Promise<'waiting' | 'changed'> {
	return transact(db, async (trx) => {
		const link = await findLink(trx, ['confirm-old', 'confirm-new'], token, now);
		if (!link || !(await takeLink(trx, link, now))) throw new Refusal('link-expired');
		const member = await findIdentity(trx, link.subjectId);
		const email = member?.pendingEmail;
		if (!email || member.status !== 'active') throw new Refusal('link-expired');

		const subject = { kind: 'member', id: member.memberId } as const;
		const other = link.purpose === 'confirm-old' ? 'confirm-new' : 'confirm-old';
		if (!(await wasUsed(trx, other, subject))) return 'waiting';

		const address = { email, emailKey: emailKey(email) };
		await refuseIfTaken(() => setAddress(trx, member.memberId, address, now));
		await withdrawLinks(trx, ['verify', 'reset', 'confirm-old', 'confirm-new'], subject);
		await matchStays(trx, member.memberId, now);
		return 'changed';
	});
}

async function askBoth(trx: Trx, memberId: string, email: string, now: Instant): Promise<void> {
	const to = { kind: 'member', id: memberId } as const;
	await setPendingAddress(trx, memberId, email);
	const old = await createLink(trx, 'confirm-old', to, now);
	const fresh = await createLink(trx, 'confirm-new', to, now);
	await tell(trx, { channel: 'mail', topic: 'confirm-address-old', to, secret: old }, now);

	const owner = await findVerified(trx, emailKey(email));
	const message =
		owner && owner !== memberId
			? ({ topic: 'address-taken', to: { kind: 'member', id: owner } } as const)
			: ({ topic: 'confirm-address-new', to, secret: fresh } as const);
	await tell(trx, { channel: 'mail', ...message }, now);
}
