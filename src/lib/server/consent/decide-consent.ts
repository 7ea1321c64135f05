import type { Instant } from '#lib/domain/calendar.ts';
import { isOlder } from '#lib/domain/phone/said.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { deleteHealth } from '../preferences/health-queries.ts';
import { textVersions, type Purpose } from './purposes.ts';
import { listDecisions, recordConsents } from './queries.ts';

export interface DecideConsent {
	readonly memberId: string;
	readonly purpose: Purpose;
	readonly given: boolean;
	/** Of the text that they had before them, and its language. */
	readonly version: string;
	readonly locale: string;
}

/**
 * Gives or withdraws one consent as a new row; the same answer to the same text once more writes
 * nothing. What was said of health goes with its consent. Refuses `invalid` for taking back membership (that is leaving the programme) and
 * `changed-meanwhile` for a yes to a text that no longer stands.
 */
export function decideConsent(
	db: Db,
	{ memberId, purpose, given, version, locale }: DecideConsent,
	now: Instant,
	said = now
): Promise<{ readonly newerAt: Instant | undefined }> {
	return transact(db, async (trx) => {
		if (purpose === 'membership' && !given) throw new Refusal('invalid');
		if (given && version !== textVersions[purpose]) throw new Refusal('changed-meanwhile');
		// Two answers at the same moment follow each other.
		if (!(await lockAccount(trx, memberId))) throw new Refusal('not-found');
		const last = (await listDecisions(trx, memberId)).get(purpose);
		const isOver = isOlder(said, last?.at);
		// Of two within moments the one that arrives last is the last.
		const at = isOver || !last || last.at < said ? said : now;
		const isSame = last?.given === given && (!given || last.version === version);
		if (purpose === 'health' && !given && !isOver) await deleteHealth(trx, memberId);
		if (!isSame) {
			const where = { locale, channel: 'web' };
			await recordConsents(trx, memberId, [{ purpose, given }], where, at);
		}
		return { newerAt: isOver && !isSame ? last?.at : undefined };
	});
}
