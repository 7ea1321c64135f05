import type { Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { holdRedemption, returnRedemption } from './return-redemption.ts';
import { findNextOver } from './waiting-queries.ts';

/**
 * What no house confirmed by its cut-off comes back by itself: the next one, since each holds an account.
 * A cut-off is a moment, so one run does what was missed; what came back is not found again.
 */
export async function returnUnconfirmed(trx: Trx, { cursor, now }: JobAt): Promise<JobSlice> {
	const next = await findNextOver(trx, now, cursor?.split(' ') ?? []);
	if (!next) return { cursor: undefined, done: { returned: 0 } };
	const bought = await holdRedemption(trx, next.id);
	const cut = `${next.confirmTo} ${next.id}`;
	// A house, or the guest, may have said something between being found and being held.
	if (bought?.status !== 'reserved') return { cursor: cut, done: { returned: 0 } };
	const actor = { kind: 'system', id: 'returns' } as const;
	await returnRedemption(trx, bought, { move: 'cut-off', actor }, now);
	return { cursor: cut, done: { returned: 1 } };
}
