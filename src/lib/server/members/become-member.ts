import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { recordConsents, type Decision } from '../consent/queries.ts';
import type { Trx } from '../db/database.ts';
import { readToday } from '../programme/read-programme.ts';
import { addMember } from './add-member.ts';
import { mailVerification } from './ask-for-verification.ts';

export interface NewGuest {
	readonly id: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly email: string;
	readonly locale: string;
	/** What they were asked, and answered. */
	readonly decisions: readonly Decision[];
	/** Where: on the web, or at the desk of a house. */
	readonly channel: string;
}

/**
 * Makes a member who joined today, keeps what they agreed to and mails the link that proves the address.
 * Their number; undefined when the id is a member's already.
 */
export async function becomeMember(
	trx: Trx,
	guest: NewGuest,
	now: Instant
): Promise<string | undefined> {
	const joinedOn = await readToday(trx, now);
	const number = await addMember(trx, { ...guest, joinedOn }, now);
	if (number === undefined) return undefined;
	await recordConsents(trx, guest.id, guest.decisions, guest, now);
	await mailVerification(trx, guest.id, emailKey(guest.email), now);
	return number;
}
