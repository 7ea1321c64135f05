import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { admit, type SignedIn } from '../auth/admit.ts';
import { hashPassword, verifyPassword } from '../auth/passwords.ts';
import { joinPurposes, type JoinPurpose } from '../consent/purposes.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { becomeMember } from './become-member.ts';
import { findIdentity, findPasswordHash, setPasswordHash } from './queries.ts';

export interface Join {
	/** Rendered into the form, so that sending it twice makes one member. */
	readonly id: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly email: string;
	readonly password: string;
	readonly locale: string;
	readonly consents: readonly JoinPurpose[];
	readonly channel: 'web';
	readonly userAgent: string;
}

/**
 * Makes a member who may look around, and mails the link that proves the address. Does the same for
 * an address that somebody has proven already, except that the mail goes to them and says so.
 * Refuses `same-id-other-body` when the id was used to join with something else.
 */
export async function joinProgramme(db: Db, join: Join, now: Instant): Promise<SignedIn> {
	const hash = await hashPassword(join.password);
	const admitted = await transact(db, async (trx) => {
		const decisions = joinPurposes.map((purpose) => ({
			purpose,
			given: join.consents.includes(purpose)
		}));
		if (!(await becomeMember(trx, { ...join, decisions }, now))) return undefined;
		await setPasswordHash(trx, join.id, hash, now);
		return admit(trx, 'member', join.id, join.userAgent, now);
	});
	return admitted ?? joinedBefore(db, join, now);
}

/** The form was sent twice: whoever knows address and password is the one who sent it. */
async function joinedBefore(db: Db, join: Join, now: Instant): Promise<SignedIn> {
	const identity = await findIdentity(db, join.id);
	const known = await findPasswordHash(db, join.id);
	const same = await verifyPassword(known, join.password);
	if (!same || identity?.status !== 'active' || identity.emailKey !== emailKey(join.email)) {
		throw new Refusal('same-id-other-body');
	}
	return transact(db, (trx) => admit(trx, 'member', join.id, join.userAgent, now));
}
