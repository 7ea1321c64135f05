import { setImmediate as pause } from 'node:timers/promises';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Clock } from '../clock.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { JobSlice } from '../jobs/job.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { factsOf, readNoPoints, writeNoPoints } from '../stays/facts.ts';
import { decideWorks, writeDecided } from '../stays/post-works.ts';
import { giveStays, listStoredStays } from '../stays/queries.ts';
import { listFreed } from './waiting-queries.ts';

const stays_per_slice = 50;

/**
 * Posts the next few stays that waited for a rate and have one now, each once: a stay is looked at
 * again when its member's account is held. The guest is told as of any other stay.
 */
export async function postWaiting(
	trx: Trx,
	{ cursor, now }: { readonly cursor: string | undefined; readonly now: Instant }
): Promise<JobSlice> {
	const programme = await findProgramme(trx);
	if (!programme) return { cursor: undefined, done: { stays: 0 } };
	const [departure = '', id = ''] = cursor?.split(' ') ?? [];
	const freed = await listFreed(trx, { departure, id }, stays_per_slice);
	const held = await lockAccounts(
		trx,
		freed.map(({ memberId }) => memberId)
	);
	const stored = await listStoredStays(
		trx,
		freed.map((stay) => stay.id)
	);
	const waiting = stored.flatMap((one) => {
		const { member_id: memberId, no_points_because, source, source_id: sourceId } = one.stay;
		if (memberId === null || !held.has(memberId)) return [];
		if (readNoPoints(no_points_because)?.code !== 'no-exchange-rate') return [];
		const work = { memberId, facts: factsOf(one), source, sourceId };
		return [{ ...work, isCorrection: false, isTakenBack: false }];
	});
	const today = todayIn(programme, now);
	const decided = await decideWorks(trx, waiting, held, programme, today);
	const still = (stayId: string) => decided.noPointsBecause.get(stayId);
	const posted = waiting.filter(({ facts }) => still(facts.id)?.code !== 'no-exchange-rate');
	await giveStays(
		trx,
		posted.map(({ memberId, facts }) => ({
			id: facts.id,
			memberId,
			noPointsBecause: writeNoPoints(still(facts.id))
		}))
	);
	await writeDecided(trx, decided, now, false);
	const last = freed.length === stays_per_slice ? freed.at(-1) : undefined;
	return { cursor: last && `${last.departure} ${last.id}`, done: { stays: posted.length } };
}

/**
 * The same for all of them, or as many slices as a request may take; the job does the others within the
 * hour. Without the job's lease: posting twice is posting once.
 */
export async function postAllWaiting(
	db: Db,
	clock: Clock,
	slices_max = Number.POSITIVE_INFINITY
): Promise<number> {
	let posted = 0;
	let cursor: string | undefined;
	for (let slices = 0; slices < slices_max; slices++) {
		const slice = await transact(db, (trx) => postWaiting(trx, { cursor, now: clock() }));
		posted += slice.done['stays'] ?? 0;
		cursor = slice.cursor;
		if (cursor === undefined) break;
		await pause();
	}
	return posted;
}
