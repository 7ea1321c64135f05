import type { Because } from '#lib/domain/views/common.ts';
import type { StayLine, StayStatus } from '#lib/domain/views/stays.ts';
import { counted, formatDate } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

export { sayClass } from '#lib/i18n/say-class.ts';

export function sayStatus(status: StayStatus): string {
	switch (status) {
		case 'booked':
			return m.stay_status_booked();
		case 'in_house':
			return m.stay_status_in_house();
		case 'checked_out':
			return m.stay_status_checked_out();
		case 'cancelled':
			return m.stay_status_cancelled();
		case 'no_show':
			return m.stay_status_no_show();
	}
}

/** Why a stay has no points, or when to expect them. */
export function sayNoPoints(stay: Pick<StayLine, 'status' | 'departure' | 'noPoints'>): string {
	if (stay.status === 'booked' || stay.status === 'in_house')
		return m.no_points_yet({ date: formatDate(stay.departure) });
	return sayCode(stay.noPoints, stay.departure);
}

/** How many nights, or that it was a day without one. */
export function sayNights(nights: number): string {
	return nights > 0 ? m.credit_nights(counted(nights)) : m.stay_day_use();
}

function sayCode(because: Because | undefined, departure: string): string {
	switch (because?.code) {
		case 'cancelled':
			return m.no_points_cancelled();
		case 'no-show':
			return m.no_points_no_show();
		case 'before-joining':
			return m.no_points_before_joining();
		case 'channel':
			return m.no_points_channel();
		case 'rate-plan':
			return m.no_points_rate_plan();
		case 'for-other':
			return m.no_points_for_other();
		case 'no-exchange-rate':
			return m.no_points_no_rate();
		case 'amount-too-large':
			return m.no_points_too_large();
		case 'nothing-eligible':
			return m.no_points_nothing_eligible();
		case 'not-departed':
			return m.no_points_yet({ date: formatDate(departure) });
		default:
			return m.no_points_rules();
	}
}
