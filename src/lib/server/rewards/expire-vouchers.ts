import type { JobAt, JobSlice } from '../jobs/job.ts';
import type { Trx } from '../db/database.ts';
import { expireNext } from './voucher-queries.ts';

const vouchers_max = 200;

/**
 * Vouchers that were not used by their last day end; their points do not come back. What has ended is
 * not found again, so any number of runs is one.
 */
export async function expireVouchers(trx: Trx, { date, now }: JobAt): Promise<JobSlice> {
	const vouchers = await expireNext(trx, date, now, vouchers_max);
	return { cursor: vouchers < vouchers_max ? undefined : 'more', done: { vouchers } };
}
