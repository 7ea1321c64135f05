import { percentText } from '#lib/domain/programme/draft-numbers.ts';
import type { Leaf } from '#lib/domain/programme/diff.ts';
import type {
	Counter,
	Decimal,
	Need,
	Tier,
	Validity,
	Version,
	Way,
	Window
} from '#lib/domain/programme/programme.ts';
import { counted, formatList, formatMoneyUnits, formatMonth, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayDecimal, sayMonths } from './say-rules.ts';

/** A share of the document in percent: "12.5%". */
export function sayShare(share: Decimal): string {
	return m.programme_percent({ number: sayDecimal(percentText(share)) });
}

export function sayBonus(share: Decimal): string {
	return Number(share) === 0
		? m.programme_bonus_none()
		: m.programme_bonus({ percent: sayShare(share) });
}

/** "25 nights", "€23,000": an amount of the document with the unit of its counter. */
export function sayThreshold(
	kind: Leaf['kind'],
	counter: Counter | undefined,
	amount: Decimal,
	currency: string
): string {
	const said = sayCount(counter, amount, currency);
	return kind === 'at-most' ? m.programme_needs_at_most({ amount: said }) : said;
}

function sayCount(counter: Counter | undefined, amount: Decimal, currency: string): string {
	switch (counter?.unit) {
		case 'nights':
			return m.credit_nights(counted(Number(amount)));
		case 'stays':
			return m.credit_stays(counted(Number(amount)));
		case 'money':
			return formatMoneyUnits(Number(amount), currency);
		default:
			return m.points_amount({
				amount: sayDecimal(amount),
				name: counter ? inWords(counter.name) : ''
			});
	}
}

export function sayNeed(need: Need, version: Version): string {
	if (need.kind === 'all' || need.kind === 'any')
		return formatList(
			need.of.map((one) => sayNeed(one, version)),
			need.kind === 'all' ? 'conjunction' : 'disjunction'
		);
	const counter = version.counters.find(({ id }) => id === need.credit);
	return sayThreshold(need.kind, counter, need.amount, version.currency);
}

export function sayWindow(window: Window): string {
	switch (window.kind) {
		case 'calendar-year':
			return m.programme_window_calendar_year();
		case 'member-year':
			return m.programme_window_member_year();
		case 'membership':
			return m.programme_window_membership();
		case 'rolling-months':
			return m.programme_window_rolling({ span: sayMonths(window.months) });
	}
}

export function sayValidity(validity: Validity): string {
	switch (validity.kind) {
		case 'life':
			return m.programme_validity_life();
		case 'months': {
			const span = sayMonths(validity.months);
			return validity.from === 'day'
				? m.programme_validity_months_day({ span })
				: m.programme_validity_months_start({ span });
		}
		case 'end-of-month': {
			const month = formatMonth(validity.month);
			const years = validity.yearsAfter;
			if (years > 1) return m.programme_validity_month_n({ month, years });
			return years === 1
				? m.programme_validity_month_1({ month })
				: m.programme_validity_month_0({ month });
		}
		case 'member-year': {
			const years = validity.yearsAfter;
			if (years > 1) return m.programme_validity_member_n({ years });
			return years === 1 ? m.programme_validity_member_1() : m.programme_validity_member_0();
		}
	}
}

/** How one comes to a tier, and how long it lasts. */
export function sayWay(way: Way, version: Version): string {
	const validity = sayValidity(way.validity);
	if (way.kind === 'named') return m.programme_named_way({ validity });
	const needs = sayNeed(way.needs, version);
	if (way.kind === 'challenge')
		return m.programme_challenge_way({ needs, days: way.days, validity });
	return m.programme_way({ needs, window: sayWindow(way.window), validity });
}

export function sayTierName(document: Version, id: string): string {
	const tier: Tier | undefined = document.tiers.find((one) => one.id === id);
	return tier ? inWords(tier.name) : id;
}
