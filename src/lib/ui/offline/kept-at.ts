import type { Instant } from '#lib/domain/calendar.ts';
import { m } from '#lib/i18n/messages.ts';

/** "14:05", or with its date when that is another than today's; by the phone's own clock and zone. */
export function sayKeptAt(at: Instant, now: Instant): string {
	const locale = m.format_locale();
	const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
	const time = new Intl.DateTimeFormat(locale, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
	const [kept, today] = [new Date(at), new Date(now)];
	const isToday = kept.toDateString() === today.toDateString();
	return isToday ? time.format(kept) : `${day.format(kept)}, ${time.format(kept)}`;
}
