import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { factsOf, writeNoPoints } from '../stays/facts.ts';
import { decideWorks, writeDecided } from '../stays/post-works.ts';
import { giveStays, listStoredStays, listUnmatchedStays, lockStays } from '../stays/queries.ts';
import { findProvenName } from './guest-queries.ts';

/**
 * Gives a member the stays that arrived before they joined, by proven address and family name, and
 * posts them; how many there were. Does nothing while the address is not proven.
 */
export async function matchStays(trx: Trx, memberId: string, now: Instant): Promise<number> {
	const name = await findProvenName(trx, memberId);
	if (!name) return 0;
	const member = await lockAccount(trx, memberId);
	if (!member) return 0;
	await lockStays(trx, await listUnmatchedStays(trx, name.emailKey, name.familyNameKey));
	const stayIds = await listUnmatchedStays(trx, name.emailKey, name.familyNameKey);
	if (stayIds.length === 0) return 0;

	const programme = await readProgramme(trx);
	const stays = await listStoredStays(trx, stayIds);
	const works = stays.map((stored) => ({
		memberId,
		facts: factsOf(stored),
		source: stored.stay.source,
		sourceId: stored.stay.source_id,
		isCorrection: false,
		isTakenBack: false
	}));
	const held = new Map([[memberId, member]]);
	const decided = await decideWorks(trx, works, held, programme, todayIn(programme, now));
	await giveStays(
		trx,
		stayIds.map((id) => ({
			id,
			memberId,
			noPointsBecause: writeNoPoints(decided.noPointsBecause.get(id))
		}))
	);
	await writeDecided(trx, decided, now, false);
	return stays.length;
}
