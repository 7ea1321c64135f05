import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { hasKeys } from '../crypto/seal.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { noteObservation, removeObservation } from '../preferences/note-observation.ts';
import type { AtDesk } from './at-desk.ts';
import { mustSeeGuest } from './own-guest.ts';

interface AboutGuest extends AtDesk {
	readonly number: string;
	/** Of the note. */
	readonly id: string;
}

export interface NoteAtDesk extends AboutGuest {
	readonly text: string;
}

/**
 * What a clerk noticed about a guest goes into their file, where the guest sees it. Refused: `not-found`
 * for a guest whom this desk does not see, `not-allowed` where the house has no keys, `own-membership`.
 */
export function noteAtDesk(
	db: Db,
	{ id, text, staffId, property, ...asked }: NoteAtDesk,
	now: Instant
): Promise<{ readonly kind: 'noted' }> {
	return transact(db, async (trx) => {
		if (!hasKeys(trx)) throw new Refusal('not-allowed');
		const memberId = await mustSeeGuest(trx, staffId, asked.number, property, now);
		await noteObservation(trx, { id, memberId, propertyId: property.id, staffId, text }, now);
		return { kind: 'noted' };
	});
}

/** A note that was wrong is taken away, by any desk that sees the guest. */
export function forgetAtDesk(
	db: Db,
	asked: AboutGuest,
	now: Instant
): Promise<{ readonly kind: 'forgotten' }> {
	return transact(db, async (trx) => {
		const { staffId, number, property } = asked;
		const memberId = await mustSeeGuest(trx, staffId, number, property, now);
		const actor = { kind: 'staff', id: staffId } as const;
		await removeObservation(trx, { id: asked.id, memberId }, actor, now);
		return { kind: 'forgotten' };
	});
}
