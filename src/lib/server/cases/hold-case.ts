import { Refusal } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import type { GuestCaseTable } from '../db/tables.ts';
import { refuseOwn } from '../desk/own-guest.ts';
import { mustWorkAt } from '../rewards/must-work-at.ts';
import { lockCase } from './queries.ts';

/**
 * A case that somebody of the staff works on, held. Refused: `not-found`, `not-allowed` to whoever does not
 * work at its house, `own-membership` for a case of their own.
 */
export async function holdCase(trx: Trx, caseId: string, staffId: string): Promise<GuestCaseTable> {
	const found = await lockCase(trx, caseId);
	if (!found) throw new Refusal('not-found');
	await mustWorkAt(trx, staffId, found.property_id);
	await refuseOwn(trx, staffId, found.member_id);
	return found;
}

/** Refused: `case-resolved` (fact `at`) for one that is over. */
export function mustBeOpen({ status, resolved_at }: GuestCaseTable): void {
	if (status !== 'open') throw new Refusal('case-resolved', { at: resolved_at ?? '' });
}
