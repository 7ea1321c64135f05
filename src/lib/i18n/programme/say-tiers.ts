import { percentText } from '#lib/domain/programme/draft-numbers.ts';
import type { Leaf, Names } from '#lib/domain/programme/diff-change.ts';
import type {
	Counter,
	Decimal,
	Keep,
	KeepWindow,
	Need,
	Validity,
	Way,
	Window
} from '#lib/domain/programme/programme.ts';
import { counted, formatList, formatMoneyUnits, formatMonth, inWords } from '../formats.ts';
import { m } from '../messages.ts';
import { between, sayDecimal, sayMonths, sayNamed } from './say-rules.ts';

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

export function sayNeed(need: Need, names: Names): string {
	if (need.kind === 'all' || need.kind === 'any')
		return formatList(
			need.of.map((one) => sayNeed(one, names)),
			need.kind === 'all' ? 'conjunction' : 'disjunction'
		);
	const counter = names.counters.find(({ id }) => id === need.credit);
	return sayThreshold(need.kind, counter ?? named(need.credit), need.amount, names.currency);
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
export function sayWay(way: Way, names: Names): string {
	const validity = sayValidity(way.validity);
	if (way.kind === 'named') return m.programme_named_way({ validity });
	const needs = sayNeed(way.needs, names);
	if (way.kind === 'challenge')
		return m.programme_challenge_way({ needs, days: way.days, validity });
	const said = m.programme_way({ needs, window: sayWindow(way.window), validity });
	return way.after === undefined
		? said
		: `${said}${between}${m.programme_way_after({ tier: sayTierName(names, way.after) })}`;
}

/** What the holder of a tier must do again, and what becomes of who does not. */
export function sayKeep(keep: Keep | null | undefined, names: Names): string {
	if (!keep) return m.programme_keep_none();
	return m.programme_keep_is({
		needs: sayNeed(keep.needs, names),
		window: sayKeepWindow(keep.window),
		validity: sayValidity(keep.validity),
		otherwise:
			keep.otherwise.kind === 'by-credits'
				? m.programme_keep_credits()
				: m.programme_keep_down({ validity: sayValidity(keep.otherwise.validity) })
	});
}

function sayKeepWindow(window: KeepWindow): string {
	switch (window.kind) {
		case 'calendar-year':
			return m.programme_keep_calendar();
		case 'member-year':
			return m.programme_keep_member();
		case 'months': {
			const span = sayMonths(window.months);
			return window.gap === 0
				? m.programme_keep_months({ span })
				: m.programme_keep_months_gap({ span, gap: sayMonths(window.gap) });
		}
	}
}

export function sayTierName({ tiers }: Pick<Names, 'tiers'>, id: string): string {
	return sayNamed(tiers.find((one) => one.id === id) ?? { id });
}

/** A counter by its name; one that is not there by its id. */
export function sayCounter({ counters }: Pick<Names, 'counters'>, id: string): string {
	return sayNamed(counters.find((one) => one.id === id) ?? { id });
}

/** As `sayThreshold`, of a counter by its id. */
export function sayAmount(credit: string, amount: Decimal, names: Names): string {
	const counter = names.counters.find(({ id }) => id === credit);
	return sayCount(counter ?? named(credit), amount, names.currency);
}

function named(id: string): Counter {
	return { id, unit: 'points', name: { en: sayNamed({ id }) } };
}
