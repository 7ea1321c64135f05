import type { Instant } from '#lib/domain/calendar.ts';
import { isOlder } from '#lib/domain/phone/said.ts';
import type { Trx } from '../db/database.ts';
import { findSaidAt, putSaidAt, type ProfileField } from './said-queries.ts';

/** Remembers the last word about a field of the profile; else says when a later one was said. */
export async function takeSaid(
	trx: Trx,
	memberId: string,
	field: ProfileField,
	said: Instant
): Promise<{ readonly newerAt: Instant | undefined }> {
	const last = await findSaidAt(trx, memberId, field);
	if (isOlder(said, last)) return { newerAt: last };
	await putSaidAt(trx, memberId, field, said);
	return { newerAt: undefined };
}
