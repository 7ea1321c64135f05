import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { findMembersByNumber } from '../members/guest-queries.ts';
import { findIdentity } from '../members/queries.ts';
import { findStaff } from '../staff/queries.ts';
import type { Property } from '../stays/properties.ts';
import { findDeskName } from './show-guest.ts';

/**
 * The member behind a number, where this desk sees the guest. Refused: `not-found` for anybody else,
 * `own-membership` for the clerk's own: nobody serves themselves.
 */
export async function mustSeeGuest(
	reader: Reader,
	staffId: string,
	number: string,
	property: Property,
	now: Instant
): Promise<string> {
	const memberId = (await findMembersByNumber(reader, [number])).get(number);
	if (memberId === undefined) throw new Refusal('not-found');
	if (!(await findDeskName(reader, memberId, property, now))) throw new Refusal('not-found');
	await refuseOwn(reader, staffId, memberId);
	return memberId;
}

/** Refused: `own-membership` where the clerk and the member have one e-mail address. */
export async function refuseOwn(reader: Reader, staffId: string, memberId: string): Promise<void> {
	const staff = await findStaff(reader, staffId);
	const member = await findIdentity(reader, memberId);
	if (staff && member && emailKey(staff.email) === member.emailKey)
		throw new Refusal('own-membership');
}
