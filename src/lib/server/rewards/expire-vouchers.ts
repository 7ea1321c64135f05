import { dateIn, earlier, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { expireNext, type Ends } from './expiry-queries.ts';

const vouchers_max = 200;

/**
 * Vouchers that were not used by their last day end; their points do not come back. What has ended is
 * not found again, so any number of runs is one.
 */
export async function expireVouchers(trx: Trx, { date, now }: JobAt): Promise<JobSlice> {
	const ends = endsOn(await listProperties(trx), date, now);
	const vouchers = await expireNext(trx, ends, now, vouchers_max);
	return { cursor: vouchers < vouchers_max ? undefined : 'more', done: { vouchers } };
}

/**
 * The day of each house, never later than that of the run: a voucher that is booked at a house ends by
 * its calendar, any other when its last day is over everywhere, the programme included.
 */
function endsOn(houses: readonly Property[], date: PlainDate, now: Instant): Ends {
	const dayAt = ({ timeZone }: Property) => earlier(date, dateIn(timeZone, now));
	return {
		booked: Map.groupBy(houses, dayAt),
		others: houses.map(dayAt).reduce(earlier, date)
	};
}
