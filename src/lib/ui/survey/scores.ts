import type { NetPromoter } from '#lib/domain/surveys/net-promoter.ts';
import { formatChange } from '#lib/i18n/formats.ts';
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

/** Between which two scores the true one lies, 95 times of 100. */
export function intervalOf({ score, margin }: NetPromoter): { low: string; high: string } {
	const bound = (value: number) => formatChange(Math.min(Math.max(Math.round(value), -100), 100));
	return { low: bound(score - margin), high: bound(score + margin) };
}
