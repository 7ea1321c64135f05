import { addMilliseconds, type Instant } from '../calendar.ts';

/** A phone that was off for longer is taken for one whose clock was set anew meanwhile. */
const age_ms_max = 90 * 86_400_000;

/**
 * Of what is said within so many milliseconds, what arrives last is the last word: the way to the server
 * takes one message longer than the next.
 */
const close_ms = 5_000;

/**
 * When something was said, by the server's clock. Never later than now; an age that cannot be is none.
 *
 * @param age in milliseconds, as the phone wrote it
 */
export function saidAt(age: string | null, now: Instant): Instant {
	const age_ms = /^\d{1,12}$/.test(age ?? '') ? Number(age) : 0;
	if (age_ms === 0 || age_ms > age_ms_max) return now;
	return addMilliseconds(now, -age_ms);
}

/** Whether what was said at `at` gives way to what was said at `other`, which came first. */
export function isOlder(at: Instant, other: Instant | undefined): boolean {
	return other !== undefined && Date.parse(at) < Date.parse(other) - close_ms;
}
