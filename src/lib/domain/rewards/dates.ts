import {
	addDays,
	addMilliseconds,
	dateIn,
	instantAt,
	isPlainDate,
	startOfDayIn,
	type Instant,
	type PlainDate
} from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import type { Blackout, Reward } from './reward.ts';

const hour_ms = 3_600_000;

/** From the day it was redeemed through so many days later. */
export function voucherDates(
	{ validDays }: Pick<Reward, 'validDays'>,
	redeemedOn: PlainDate
): { readonly validFrom: PlainDate; readonly validTo: PlainDate } {
	return { validFrom: redeemedOn, validTo: addDays(redeemedOn, validDays) };
}

/** The last day on which what was redeemed on a day can be taken back; undefined where it cannot. */
export function cancelTo(
	{ cancelWithinDays }: Pick<Reward, 'cancelWithinDays'>,
	redeemedOn: PlainDate
): PlainDate | undefined {
	return cancelWithinDays === undefined ? undefined : addDays(redeemedOn, cancelWithinDays);
}

/** Until when the hotel must confirm it: so many days before the day of use, at the time of the house. */
export function confirmTo(
	{ confirm }: Pick<Reward, 'confirm'>,
	useOn: PlainDate,
	timeZone: string
): Instant | undefined {
	return confirm && instantAt(timeZone, addDays(useOn, -confirm.daysBefore), confirm.by);
}

/** The moment after which a day of use is too near: hours before its first moment, and the hotel's yes. */
export function redeemBefore(reward: Reward, useOn: PlainDate, timeZone: string): Instant {
	const { leadHours } = reward;
	const begins = startOfDayIn(timeZone, useOn);
	const ends = startOfDayIn(timeZone, addDays(useOn, 1));
	// Exact hours, so that a clock change in between makes no difference to them.
	const lead = leadHours === undefined ? ends : addMilliseconds(begins, -leadHours * hour_ms);
	const confirmed = confirmTo(reward, useOn, timeZone);
	return confirmed !== undefined && confirmed < lead ? confirmed : lead;
}

/** What a day of use depends on, at a house. */
export interface Days {
	readonly reward: Reward;
	readonly now: Instant;
	/** The programme's. */
	readonly today: PlainDate;
	readonly timeZone: string;
	/** Nights from the day of use on; none is a day. */
	readonly nights?: number | undefined;
}

/** The first day of use that can be had now; undefined when there is none within the voucher's time. */
export function earliestDay(days: Days): PlainDate | undefined {
	const { reward, now, today, timeZone } = days;
	const { validTo } = voucherDates(reward, today);
	const first = dateIn(timeZone, addMilliseconds(now, (reward.leadHours ?? 0) * hour_ms));
	for (let day = first; day <= validTo; day = addDays(day, 1))
		if (!blackoutOn(days, day) && !isTooSoon(days, day)) return day;
	return undefined;
}

/**
 * Whether the guest may use it from that day on. Refused: `reward-not-that-day` in the past, after the
 * voucher's last day (facts `from`, `to`) or in a blackout (`blackoutFrom`, `blackoutTo`), of nights in any of
 * them; `reward-too-soon` (`earliest`) after the moment of `redeemBefore`.
 */
export function refuseDay(days: Days, useOn: PlainDate): void {
	if (!isPlainDate(useOn)) throw new Refusal('invalid', { field: 'useOn' });
	const { reward, now, today, timeZone } = days;
	const from = dateIn(timeZone, now);
	const { validTo: to } = voucherDates(reward, today);
	if (useOn < from || useOn > to) throw new Refusal('reward-not-that-day', { from, to });
	const blackout = blackoutOn(days, useOn);
	if (blackout)
		throw new Refusal('reward-not-that-day', {
			blackoutFrom: blackout.from,
			blackoutTo: blackout.to
		});
	if (isTooSoon(days, useOn))
		throw new Refusal('reward-too-soon', { earliest: earliestDay(days) ?? null });
}

function isTooSoon({ reward, now, timeZone }: Days, useOn: PlainDate): boolean {
	return now > redeemBefore(reward, useOn, timeZone);
}

function blackoutOn({ reward, nights = 1 }: Days, useOn: PlainDate): Blackout | undefined {
	const last = addDays(useOn, nights - 1);
	return reward.blackouts?.find(({ from, to }) => from <= last && useOn <= to);
}
