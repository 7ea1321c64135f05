import type { Instant } from '#lib/domain/calendar.ts';

/** What time it is by the guest's phone, or by a clock that is so much ahead of it. */
export function phoneTime(ahead_ms = 0): Instant {
	return new Date(Date.now() + ahead_ms).toISOString();
}
