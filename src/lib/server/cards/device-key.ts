import type { Instant } from '#lib/domain/calendar.ts';
import { newToken } from '../auth/tokens.ts';
import type { Db } from '../db/database.ts';
import { isGone } from '../db/is-taken.ts';
import { newId } from '../ids.ts';
import { addKey, findKeyOf, type CardKey } from './queries.ts';

// What it defends against: a picture of a card that is passed on (a code is good for a minute, once), a
// code made up (256 bits nobody else has), a phone that was lost (its key ends with its session, in the
// same statement). Who reads the database can make codes; what codes open lies in the same database.

/**
 * The key by which a signed-in device makes its codes, made when it first shows the card. None where the
 * device was signed out meanwhile.
 */
export async function deviceKey(
	db: Db,
	device: { readonly memberId: string; readonly sessionId: string },
	now: Instant
): Promise<CardKey | undefined> {
	const known = await findKeyOf(db, device.sessionId);
	if (known) return known;
	try {
		await addKey(db, { id: newId(), secret: newToken(), ...device }, now);
	} catch (error) {
		if (!isGone(error)) throw error;
	}
	return findKeyOf(db, device.sessionId);
}
