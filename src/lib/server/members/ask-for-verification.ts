import type { Instant } from '#lib/domain/calendar.ts';
import { mailboxLimits } from '../auth/limits.ts';
import { countTry } from '../auth/rate-limits.ts';
import { createLink, withdrawLinks } from '../auth/links.ts';
import type { Trx, Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { findIdentity, findVerified } from './queries.ts';

/** Mails the link that proves the address once more; a proven one needs none. Refuses `too-many-tries`. */
export async function askForVerification(db: Db, memberId: string, now: Instant): Promise<void> {
	const member = await findIdentity(db, memberId);
	if (!member || member.verified) return;
	await countTry(db, mailboxLimits(member.email), now);
	await transact(db, (trx) => mailVerification(trx, memberId, member.emailKey, now));
}

/** To the member, or, where somebody has proven this address already, to that one a word about it. */
export async function mailVerification(
	trx: Trx,
	memberId: string,
	emailKey: string,
	now: Instant
): Promise<void> {
	const to = { kind: 'member', id: memberId } as const;
	await withdrawLinks(trx, ['verify'], to);
	const owner = await findVerified(trx, emailKey);
	const secret = await createLink(trx, 'verify', to, now);
	if (owner) {
		const message = { topic: 'address-taken', to: { kind: 'member', id: owner } } as const;
		await tell(trx, { channel: 'mail', ...message }, now);
	} else {
		await tell(trx, { channel: 'mail', topic: 'verify-address', to, secret }, now);
	}
}
