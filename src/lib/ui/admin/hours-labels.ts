import { weekDays } from '#lib/domain/cases/week.ts';
import { formatWeekday } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** What the fields of a house's hours are called, each by its name; `hours-…` is the whole day. */
export function hoursLabels(): Record<string, string> {
	const ofDays = weekDays.flatMap((at) => {
		const day = formatWeekday(at);
		return [
			[`from-${at}`, m.property_hours_from({ day })],
			[`to-${at}`, m.property_hours_to({ day })],
			[`hours-${at}`, m.property_hours_on({ day })]
		] as const;
	});
	return { hours: m.property_hours(), ...Object.fromEntries(ofDays) };
}
