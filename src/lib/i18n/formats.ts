import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { decimalsOf, minorPerUnit } from '#lib/domain/currency.ts';
import { say, type Text } from '#lib/domain/text.ts';
import type { PointsName } from '#lib/domain/views/common.ts';
import { getLocale, m } from './messages.ts';

/*
 * Building an Intl formatter costs far more than using it, so each is built once per language and
 * kept for the life of the process. They hold no state.
 */
const made = new Map<string, unknown>();

function once<Made>(key: string, make: (locale: string) => Made): Made {
	const locale = m.format_locale();
	const name = `${locale} ${key}`;
	let found = made.get(name) as Made | undefined;
	if (found === undefined) made.set(name, (found = make(locale)));
	return found;
}

type DateStyle = 'full' | 'long' | 'short' | 'dayMonth' | 'day' | 'month' | 'monthYear';

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
	full: { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' },
	long: { day: 'numeric', month: 'long', year: 'numeric' },
	short: { day: 'numeric', month: 'short' },
	dayMonth: { day: 'numeric', month: 'long' },
	day: { day: 'numeric' },
	month: { month: 'long' },
	monthYear: { month: 'long', year: 'numeric' }
};

function dates(style: DateStyle) {
	return once(
		style,
		(locale) => new Intl.DateTimeFormat(locale, { ...dateStyles[style], timeZone: 'UTC' })
	);
}

/** A calendar date has no zone: it is read and shown as UTC midnight. */
const midnight = (date: PlainDate) => new Date(`${date}T00:00:00Z`);

export function formatDate(date: PlainDate, style: DateStyle = 'long'): string {
	return dates(style).format(midnight(date));
}

/**
 * "3 – 6 March 2026": what both days share is said once, at the end or at the beginning as the
 * language has it. Intl's own ranges cost several times as much and write Chinese ones in figures.
 */
export function formatDates(from: PlainDate, to: PlainDate): string {
	if (from === to) return formatDate(from);
	const style =
		from.slice(0, 7) === to.slice(0, 7)
			? 'day'
			: from.slice(0, 4) === to.slice(0, 4)
				? 'dayMonth'
				: 'long';
	const word = m.format_range_word();
	return m.format_range_shortens() === 'from'
		? `${formatDate(from, style)}${word}${formatDate(to)}`
		: `${formatDate(from)}${word}${formatDate(to, style)}`;
}

/** The name of a month, 1 to 12, as it stands within a sentence. */
export function formatMonth(month: number): string {
	return once(
		'month',
		(locale) => new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
	).format(new Date(Date.UTC(2024, month - 1)));
}

/** The name of a day of the week, 0 is Monday. */
export function formatWeekday(day: number): string {
	return once(
		'weekday',
		(locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
	).format(new Date(Date.UTC(2024, 0, day + 1)));
}

/** The day of an instant, in UTC. */
export function formatInstantDate(instant: Instant): string {
	return dates('long').format(new Date(instant));
}

export function formatInstant(instant: Instant): string {
	return once(
		'instant',
		(locale) =>
			new Intl.DateTimeFormat(locale, {
				dateStyle: 'medium',
				timeStyle: 'short',
				timeZone: 'UTC',
				hourCycle: 'h23'
			})
	).format(new Date(instant));
}

export function formatNumber(value: number): string {
	return once('number', (locale) => new Intl.NumberFormat(locale)).format(value);
}

/** With its sign, as a line of the ledger shows it: "+8,500", "−1,200". */
export function formatChange(value: number): string {
	return once('change', (locale) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }))
		.format(value)
		.replace('-', '−');
}

/** `amountMinor` are minor units of the currency. */
export function formatMoney(amountMinor: number, currency: string): string {
	return once(
		`money ${currency}`,
		(locale) => new Intl.NumberFormat(locale, moneyStyle(currency))
	).format(amountMinor / minorPerUnit(currency));
}

/** As `formatMoney`, without decimals where there are none: "€2,000". */
export function formatMoneyShort(amountMinor: number, currency: string): string {
	return formatMoneyUnits(amountMinor / minorPerUnit(currency), currency);
}

/** Whole units of a currency, with as many decimals as it has, or none where there are none. */
export function formatMoneyUnits(amount: number, currency: string): string {
	return once(
		`units ${currency}`,
		(locale) =>
			new Intl.NumberFormat(locale, {
				...moneyStyle(currency),
				trailingZeroDisplay: 'stripIfInteger'
			})
	).format(amount);
}

// Intl leaves out decimals that nobody pays with (forint, rupiah), which amounts have all the same.
function moneyStyle(currency: string): Intl.NumberFormatOptions {
	const decimals = decimalsOf(currency);
	return {
		style: 'currency',
		currency,
		currencyDisplay: 'narrowSymbol',
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals
	};
}

/** An amount that need not be whole, as an arithmetic shows it. */
export function formatDecimal(value: number): string {
	return once(
		'decimal',
		(locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 4 })
	).format(value);
}

/** A share of one: 0.25 is "25%". */
export function formatPercent(share: number): string {
	return once(
		'percent',
		(locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
	).format(share);
}

export function formatList(items: readonly string[], type: 'conjunction' | 'disjunction'): string {
	return once(type, (locale) => new Intl.ListFormat(locale, { type })).format(items);
}

/** "1 point", "1,200 points": the name in the plural form of the language. */
export function sayPoints(points: number, name: PointsName): string {
	return m.points_amount({ amount: formatNumber(points), name: pointsWord(points, name) });
}

export function pointsWord(points: number, name: PointsName): string {
	const forms = name[getLocale()] ?? name['en'] ?? Object.values(name)[0];
	if (!forms) return '';
	const form = once('plural', (locale) => new Intl.PluralRules(locale)).select(Math.abs(points));
	return (form === 'one' && forms.one) || forms.other;
}

/** A number as messages with plural forms take it: the form of the language, and the digits. */
export function counted(value: number): { form: string; amount: string } {
	const form = once('plural', (locale) => new Intl.PluralRules(locale)).select(Math.abs(value));
	return { form, amount: formatNumber(value) };
}

/** A text of the hotel in the reader's language. */
export function inWords(text: Text): string {
	return say(text, getLocale());
}
