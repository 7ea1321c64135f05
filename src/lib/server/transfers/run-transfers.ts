import type { Instant } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import type { TransferTable } from '../db/tables.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { movePoints } from './move-points.ts';
import { changeTransfer, findTransfer, listDueTransfers } from './queries.ts';
import { holdSides } from './sides.ts';
import { tellSides } from './tell-sides.ts';

// Each locks two accounts; so that two runs never wait in a ring, one at a time.
const transfers_max = 1;

/**
 * Points that were agreed move on their day; a transfer whose day was missed counts on its day all
 * the same. What cannot be any more fails with its reason, and both are told. Twice is once.
 */
export async function runTransfers(trx: Trx, { date, now }: JobAt): Promise<JobSlice> {
	const programme = await findProgramme(trx);
	const [due] = programme ? await listDueTransfers(trx, date, transfers_max) : [];
	if (!programme || !due) return { cursor: undefined, done: { transfers: 0 } };
	const isMoved = await run(trx, due, programme, now);
	return { cursor: 'more', done: isMoved ? { transfers: 1 } : { failed: 1 } };
}

async function run(
	trx: Trx,
	due: TransferTable,
	programme: Programme,
	now: Instant
): Promise<boolean> {
	const on = due.due_on ?? '';
	try {
		const sides = await holdSides(trx, { giverId: due.giver_id, receiverId: due.receiver_id }, on);
		// Somebody may have cancelled it before the accounts were held.
		if ((await findTransfer(trx, due.id))?.status !== 'agreed') return false;
		await movePoints(trx, due, sides, programme, on, now);
		await tellSides(trx, due, 'done', now);
		return true;
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		await changeTransfer(trx, due, { status: 'failed', ended_on: on, why: thrown.code });
		await tellSides(trx, due, 'failed', now, thrown.code);
		return false;
	}
}
