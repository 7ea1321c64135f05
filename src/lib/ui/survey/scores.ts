import { m } from '#lib/i18n/messages.ts';

/** A score of the scale 2 to 10, as it is read: one decimal. */
export function formatScore(score: number): string {
	const format = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
	return new Intl.NumberFormat(m.format_locale(), format).format(score);
}

/** `month` is YYYY-MM. */
export function formatMonth(month: string): string {
	const format = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
	return new Intl.DateTimeFormat(m.format_locale(), format).format(new Date(`${month}-01`));
}
