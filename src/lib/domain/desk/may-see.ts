import { addDays, type PlainDate } from '../calendar.ts';
import type { StayStatus } from '../views/stays.ts';

/** Days before the arrival and after the departure on which the desk of the house sees the guest. */
export const days_near = 30;

export interface StayHere {
	readonly status: StayStatus;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

/**
 * Whether a desk sees a guest: a stay at its house, from 30 days before the arrival to 30 days after
 * the departure, both days included. `today` is the date of the house. Whoever cancelled is not coming
 * and whoever did not show up was not there, so neither opens the file.
 */
export function maySee(staysHere: readonly StayHere[], today: PlainDate): boolean {
	return staysHere.some((stay) => counts(stay) && isNear(stay, today));
}

/** How a stay lies to a day. */
export type WhichStay = 'now' | 'next' | 'last';

/**
 * The stay that the desk is asked about: one that has this day, those not yet left first; else the
 * next; else the last. Only of those that open the file.
 */
export function stayAtDesk<Stay extends StayHere>(
	staysHere: readonly Stay[],
	today: PlainDate
): { readonly stay: Stay; readonly which: WhichStay } | undefined {
	const near = staysHere
		.filter((stay) => counts(stay) && isNear(stay, today))
		.toSorted((one, other) => compare(one.arrival, other.arrival));
	const now = near.filter((stay) => stay.arrival <= today && today <= stay.departure);
	const here = now.find(({ status }) => status !== 'checked_out') ?? now.at(-1);
	if (here) return { stay: here, which: 'now' };
	const next = near.find(({ arrival }) => arrival > today);
	if (next) return { stay: next, which: 'next' };
	const last = near.at(-1);
	return last && { stay: last, which: 'last' };
}

/** The departures and arrivals between which a stay can open the file on a day. */
export function nearDates(today: PlainDate): {
	readonly departureFrom: PlainDate;
	readonly arrivalTo: PlainDate;
} {
	return { departureFrom: addDays(today, -days_near), arrivalTo: addDays(today, days_near) };
}

function counts({ status }: StayHere): boolean {
	return status !== 'cancelled' && status !== 'no_show';
}

function isNear({ arrival, departure }: StayHere, today: PlainDate): boolean {
	const { departureFrom, arrivalTo } = nearDates(today);
	return arrival <= arrivalTo && departure >= departureFrom;
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
