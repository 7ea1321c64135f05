import { timeIn, type Instant } from '#lib/domain/calendar.ts';
import { startOfStep, stepAt, step_seconds } from '#lib/domain/cards/rotating-code.ts';
import type { CardNo } from '#lib/domain/views/desk.ts';
import { findCode } from '../cards/check-code.ts';
import { findUse, listLiveKeys, takeCode } from '../cards/queries.ts';
import { minutesAfter } from '../clock.ts';
import type { Trx } from '../db/database.ts';
import type { Property } from '../stays/properties.ts';
import { openPass } from './pass-queries.ts';

/** How long a code opens a guest's file at the house where it was shown. */
const pass_minutes = 12 * 60;

export interface CardShown {
	readonly memberId: string;
	readonly number: string;
	readonly code: string;
	readonly staffId: string;
	readonly property: Property;
}

/**
 * Takes the code of a card: undefined when it is good, and then the desk of this house sees the guest
 * for twelve hours. It is good once, up to a minute before and after the half minute in which one of
 * the member's devices shows it; else the reason why not.
 */
export async function checkCard(
	trx: Trx,
	{ memberId, number, code, staffId, property }: CardShown,
	now: Instant
): Promise<CardNo | undefined> {
	const current = stepAt(now);
	const found = findCode(await listLiveKeys(trx, memberId, now), number, code, current);
	if (!found) return { code: 'card-code-unknown' };
	const { keyId, step, fit } = found;
	const { id: propertyId, timeZone } = property;
	if (fit !== 'good')
		return {
			code: `card-code-${fit}`,
			minutes: Math.round((Math.abs(step - current) * step_seconds) / 60),
			shownAt: timeIn(timeZone, startOfStep(step))
		};
	if (!(await takeCode(trx, { keyId, step, staffId, propertyId }, now))) {
		const use = await findUse(trx, keyId, step);
		const at = timeIn(timeZone, use?.usedAt ?? now);
		return { code: 'card-code-seen', at, here: use?.propertyId === propertyId };
	}
	await openPass(trx, memberId, propertyId, minutesAfter(now, pass_minutes));
	return undefined;
}
