import type { Instant } from '#lib/domain/calendar.ts';
import type { HealthConsent } from '#lib/domain/views/preferences.ts';
import { textVersions } from '../consent/purposes.ts';
import { listDecisions, recordConsents } from '../consent/queries.ts';
import type { Reader, Trx } from '../db/database.ts';

/** A yes that comes with what it is for: to which text, and in which language it was read. */
export interface HealthYes {
	readonly version: string;
	readonly locale: string;
}

export async function readHealthConsent(reader: Reader, memberId: string): Promise<HealthConsent> {
	const said = (await listDecisions(reader, memberId)).get('health');
	return { given: said?.given === true, version: textVersions.health };
}

/** Whether it was given before, or is given now to the text as it stands. */
export async function hasAgreedToHealth(
	reader: Reader,
	memberId: string,
	yes: HealthYes | undefined
): Promise<boolean> {
	if (yes?.version === textVersions.health) return true;
	return (await readHealthConsent(reader, memberId)).given;
}

/** Keeps a yes that was not there before. */
export async function agreeToHealth(
	trx: Trx,
	memberId: string,
	{ locale }: HealthYes,
	now: Instant
): Promise<void> {
	if ((await readHealthConsent(trx, memberId)).given) return;
	const where = { locale, channel: 'web' };
	await recordConsents(trx, memberId, [{ purpose: 'health', given: true }], where, now);
}
