import type { Counter } from '#lib/domain/views/home.ts';
import { counted, formatMoneyShort, formatNumber, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** "3 nights", "€2,000": an amount of tier credits with its unit. */
export function sayCredits(counter: Counter, amount: number): string {
	switch (counter.unit) {
		case 'nights':
			return m.credit_nights(counted(amount));
		case 'stays':
			return m.credit_stays(counted(amount));
		case 'money':
			return formatMoneyShort(amount, counter.currency ?? 'XXX');
		case 'points':
		case 'times':
			return m.points_amount({ amount: formatNumber(amount), name: inWords(counter.name) });
	}
}

/** "7 of 10": what is there, of what is needed. */
export function sayProgress(counter: Counter): string {
	const plain = (amount: number) =>
		counter.unit === 'money'
			? formatMoneyShort(amount, counter.currency ?? 'XXX')
			: formatNumber(amount);
	return m.progress_of({ has: plain(counter.has), goal: plain(counter.goal) });
}
