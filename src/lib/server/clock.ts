import type { Instant } from '#lib/domain/calendar.ts';

export type Clock = () => Instant;

/** The one provider of now. With `startsAt` the process lives from that instant on (demo and tests). */
export function makeClock(startsAt?: Instant): Clock {
	const shift_ms = startsAt === undefined ? 0 : Date.parse(startsAt) - Date.now();
	return () => new Date(Date.now() + shift_ms).toISOString();
}

/** Instants are text in UTC, so adding a span is arithmetic on milliseconds. */
export function minutesAfter(now: Instant, minutes: number): Instant {
	return new Date(Date.parse(now) + minutes * 60_000).toISOString();
}
