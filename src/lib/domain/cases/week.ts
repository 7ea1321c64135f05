import type { Shift, WorkingHours } from './due.ts';

/** Days of a week, Monday first. */
export const weekDays = [0, 1, 2, 3, 4, 5, 6] as const;

/** Why a week is none that a house could have. */
export type WeekFault =
	/** Not a time of day, 'HH:mm'; only the end may be '24:00'. */
	| { readonly kind: 'time'; readonly day: number; readonly end: 'from' | 'to' }
	/** The end of the day's hours is not after their beginning. */
	| { readonly kind: 'order'; readonly day: number }
	/** Nobody is ever there. */
	| { readonly kind: 'never' };

const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** What stands against hours that somebody set, the first day first; undefined where nothing does. */
export function faultOfWeek(week: WorkingHours): WeekFault | undefined {
	for (const day of weekDays) {
		const shift = week[day];
		if (!shift) continue;
		const { from, to } = shift;
		if (!time.test(from)) return { kind: 'time', day, end: 'from' };
		if (!time.test(to) && to !== '24:00') return { kind: 'time', day, end: 'to' };
		if (to <= from) return { kind: 'order', day };
	}
	return week.some(Boolean) ? undefined : { kind: 'never' };
}

/** Every hour of every day, which is kept as no hours at all. */
export function isAlways(week: WorkingHours): boolean {
	return weekDays.every((day) => week[day]?.from === '00:00' && week[day].to === '24:00');
}

/** '09:00–17:00'; nothing for a day on which nobody is there. */
export function sayShift(shift: Shift | undefined): string {
	return shift ? `${shift.from}–${shift.to}` : '';
}
