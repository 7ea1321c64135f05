import { addDays, later, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { todayIn } from './read-programme.ts';

/**
 * The first day from which a new version can be in force: today, and after every published one. The
 * first version has no day: it is in force from the beginning.
 */
export function earliestDay(published: Programme, now: Instant): PlainDate;
export function earliestDay(published: Programme | undefined, now: Instant): PlainDate | undefined;
export function earliestDay(published: Programme | undefined, now: Instant) {
	if (!published) return undefined;
	const newest = published.at(-1) ?? published[0];
	return later(todayIn(published, now), addDays(newest.from, 1));
}

/** The day a draft is planned for; tomorrow where none was chosen, or one that has become impossible. */
export function plannedDay(
	published: Programme | undefined,
	chosen: PlainDate | null,
	now: Instant
): PlainDate | undefined {
	if (!published) return undefined;
	const earliest = earliestDay(published, now);
	if (chosen !== null && chosen >= earliest) return chosen;
	return later(earliest, addDays(todayIn(published, now), 1));
}
