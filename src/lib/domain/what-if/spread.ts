import { addDays, nightsBetween, type PlainDate } from '../calendar.ts';
import type { PlannedStay } from './planned.ts';

/** What a guest thinks of, in a guest's words. */
export interface Wish {
	readonly nights: number;
	/** What a night costs with all that goes with it, in minor units of the programme's currency. */
	readonly perNight: number;
	/** Nights in one stay. */
	readonly stayNights: number;
	/** The last day by which all of it is over. */
	readonly until: PlainDate;
}

/** How many nights there are between tomorrow and the last day. */
export function nightsUntil(until: PlainDate, today: PlainDate): number {
	return Math.max(nightsBetween(addDays(today, 1), until), 0);
}

/**
 * The stays of a wish: as many as its nights make, the last one shorter, with equal pauses between them,
 * the first no sooner than tomorrow. What a night costs counts for the room. More nights than there are
 * days give as many as fit.
 */
export function spread(wish: Wish, today: PlainDate): PlannedStay[] {
	const room = nightsUntil(wish.until, today);
	const nights = Math.min(wish.nights, room);
	const count = Math.ceil(nights / wish.stayNights);
	return Array.from({ length: count }, (_, at) => {
		const before = at * wish.stayNights;
		const own = Math.min(wish.stayNights, nights - before);
		const pause = Math.floor(((room - nights) * (at + 1)) / (count + 1));
		return {
			kind: 'stay',
			arrival: addDays(today, 1 + before + pause),
			nights: own,
			amounts: { room: wish.perNight * own }
		};
	});
}
