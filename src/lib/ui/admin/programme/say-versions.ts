import { fromTheBeginning } from '#lib/domain/programme/programme.ts';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { VersionLineView } from '#lib/domain/views/programme.ts';
import { formatDate, formatDates } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

export function sayState(state: VersionLineView['state']): string {
	switch (state) {
		case 'in-force':
			return m.programme_state_in_force();
		case 'upcoming':
			return m.programme_state_upcoming();
		case 'over':
			return m.programme_state_over();
	}
}

/** Which stays a version is for, by the day of their departure. */
export function sayPeriod(from: PlainDate, to?: PlainDate): string {
	if (from <= fromTheBeginning)
		return to ? m.programme_until({ date: formatDate(to) }) : m.programme_from_beginning();
	return to
		? m.programme_from_to({ dates: formatDates(from, to) })
		: m.programme_from({ date: formatDate(from) });
}
