import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { dayOf } from '#lib/domain/rewards/voucher.ts';
import type { Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { readToday } from '../programme/read-programme.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { expireNext, type Ends } from './expiry-queries.ts';

const vouchers_max = 200;

/**
 * Vouchers that were not used by their last day end; their points do not come back. What has ended is
 * not found again, so any number of runs is one.
 */
export async function expireVouchers(trx: Trx, { now }: JobAt): Promise<JobSlice> {
	const ends = endsAt(await listProperties(trx), await readToday(trx, now), now);
	const vouchers = await expireNext(trx, ends, now, vouchers_max);
	return { cursor: vouchers < vouchers_max ? undefined : 'more', done: { vouchers } };
}

function endsAt(houses: readonly Property[], today: PlainDate, now: Instant): Ends {
	return {
		booked: Map.groupBy(houses, ({ id }) => dayOf({ bookedAt: id }, houses, today, now)),
		others: dayOf({}, houses, today, now)
	};
}
