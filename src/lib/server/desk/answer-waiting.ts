import type { Instant } from '#lib/domain/calendar.ts';
import type { Db } from '../db/database.ts';
import { confirmRedemption, declineRedemption } from '../rewards/confirm-redemption.ts';
import type { AtDesk } from './at-desk.ts';

export interface AnswerWaiting extends AtDesk {
	readonly redemptionId: string;
	readonly says: 'yes' | 'no';
	readonly why?: string | undefined;
}

/** The house says yes or no to what is booked there. Refused: what those refuse. */
export async function answerWaiting(
	db: Db,
	{ property, says, why, ...asked }: AnswerWaiting,
	now: Instant
): Promise<{ readonly kind: 'answered'; readonly says: 'yes' | 'no' }> {
	const here = { ...asked, propertyId: property.id };
	if (says === 'yes') await confirmRedemption(db, here, now);
	else await declineRedemption(db, { ...here, why }, now);
	return { kind: 'answered', says };
}
