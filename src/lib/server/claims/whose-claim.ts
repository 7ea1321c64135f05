import type { Reader } from '../db/database.ts';
import { findMembersByNumber } from '../members/guest-queries.ts';
import { findIdentity } from '../members/queries.ts';

/** The profile that a member's card leads to today: another's, where theirs was merged into it. */
export async function findMemberNow(reader: Reader, memberId: string): Promise<string> {
	const number = (await findIdentity(reader, memberId))?.number;
	if (number === undefined) return memberId;
	return (await findMembersByNumber(reader, [number])).get(number) ?? memberId;
}
