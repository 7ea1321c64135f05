import type { Instant } from '#lib/domain/calendar.ts';

/** What time it is by the guest's phone. */
export function phoneTime(): Instant {
	return new Date().toISOString();
}
