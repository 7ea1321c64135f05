import {
	addDays,
	addMilliseconds,
	dateIn,
	dayNumber,
	instantAt,
	type Instant,
	type PlainDate
} from '../calendar.ts';

/** From when until when somebody is there, on the clocks of the house; '24:00' is the end of the day. */
export interface Shift {
	readonly from: string;
	readonly to: string;
}

/** By day of the week, Monday first; a day without a shift is closed. */
export type WorkingHours = readonly (Shift | undefined)[];

export const alwaysOpen: WorkingHours = Array.from({ length: 7 }, () => ({
	from: '00:00',
	to: '24:00'
}));

const hour_ms = 3_600_000;
/** A week in which somebody is there for a minute at least is enough for any clock that is set. */
const days_max = 7 * 60 * 24;

/**
 * When a clock of so many hours runs out that was started at an instant and runs only while somebody is
 * there. A house where nobody ever is counts every hour. Days on which clocks are set have the hours that
 * they have.
 */
export function dueAt(
	start: Instant,
	hours: number,
	timeZone: string,
	open: WorkingHours = alwaysOpen
): Instant {
	let left_ms = hours * hour_ms;
	if (!open.some(Boolean)) return addMilliseconds(start, left_ms);
	let date = dateIn(timeZone, start);
	for (let day = 0; day <= days_max; day++, date = addDays(date, 1)) {
		const shift = open[weekdayOf(date)];
		if (!shift) continue;
		const opens = instantAt(timeZone, date, shift.from);
		const closes = endOf(timeZone, date, shift.to);
		const from = opens > start ? opens : start;
		const there_ms = Date.parse(closes) - Date.parse(from);
		if (there_ms >= left_ms) return addMilliseconds(from, left_ms);
		if (there_ms > 0) left_ms -= there_ms;
	}
	throw new RangeError(`${hours} hours do not end within ${days_max} days`);
}

/** 0 is Monday. */
function weekdayOf(date: PlainDate): number {
	return (dayNumber(date) + 3) % 7;
}

function endOf(timeZone: string, date: PlainDate, to: string): Instant {
	return to === '24:00'
		? instantAt(timeZone, addDays(date, 1), '00:00')
		: instantAt(timeZone, date, to);
}
