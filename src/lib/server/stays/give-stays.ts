import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { factsOf, writeNoPoints } from './facts.ts';
import { decideWorks, writeDecided } from './post-works.ts';
import { giveStays, listStoredStays } from './queries.ts';
import { recordStaysIn } from './record-stays.ts';
import { findReplaced, keepReplaced } from './replace-claimed.ts';

/**
 * Stays of nobody become a member's and are posted, each once; what was recorded by hand in their place
 * is taken back first. Account and stays must be held. What they gave, by the stay's id.
 */
export async function giveToMember(
	trx: Trx,
	memberId: string,
	stayIds: readonly string[],
	now: Instant
): Promise<ReadonlyMap<string, number>> {
	const programme = await readProgramme(trx);
	const stored = await listStoredStays(trx, stayIds);
	const arriving = stored
		.filter(({ stay }) => stay.status === 'checked_out')
		.map(({ stay }) => ({ ...stay, memberId, propertyId: stay.property_id }));
	const replaced = await findReplaced(trx, arriving, now);
	// Nobody is told of the way there: what they have in the end is said below.
	await recordStaysIn(
		trx,
		replaced.map(({ word }) => word),
		now,
		{ quiet: true }
	);
	await keepReplaced(trx, replaced, now);

	const member = await lockAccount(trx, memberId);
	if (!member) throw new Error(`member ${memberId} is not held`);
	const works = stored.map((one) => ({
		memberId,
		facts: factsOf(one),
		source: one.stay.source,
		sourceId: one.stay.source_id,
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
	return new Map(stayIds.map((id) => [id, decided.points.get(`${memberId} ${id}`) ?? 0]));
}
