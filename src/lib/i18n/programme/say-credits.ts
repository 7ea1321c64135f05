import type { Names } from '#lib/domain/programme/diff-change.ts';
import type { CreditRule, RollOver, TierYears } from '#lib/domain/programme/programme.ts';
import { formatList } from '../formats.ts';
import { m } from '../messages.ts';
import { between, sayClasses, sayWhere } from './say-rules.ts';
import { sayCounter, sayTierName } from './say-tiers.ts';

/** What a stay adds to a counter. */
export function sayCredit(rule: CreditRule, names: Names): string {
	const counter = sayCounter(names, rule.credit);
	return [...sayKind(rule, counter), ...(rule.where ? [sayWhere(rule.where)] : [])].join(between);
}

function sayKind(rule: CreditRule, counter: string): string[] {
	switch (rule.kind) {
		case 'nights':
			return [
				m.programme_credit_is_nights({ counter }),
				rule.countsOn === 'night' ? m.programme_credit_nightly() : m.programme_credit_departure(),
				rule.awardNights === 'count' ? m.programme_credit_awards() : m.programme_credit_no_awards()
			];
		case 'stays':
			return [
				m.programme_credit_is_stays({ counter }),
				...(rule.backToBack === undefined
					? []
					: [rule.backToBack === 'one' ? m.programme_credit_in_a_row() : m.programme_credit_each()])
			];
		case 'spend':
			return [
				m.programme_credit_is_spend({ counter, classes: sayClasses(rule.classes) }),
				...(rule.maxRooms ? [m.programme_max_rooms({ rooms: rule.maxRooms })] : [])
			];
		case 'base-points':
			return [m.programme_credit_is_base({ counter })];
		case 'no-shows':
			return [m.programme_credit_is_no_shows({ counter })];
	}
}

export function sayRollOver({ credit, tierMin, years }: RollOver, names: Names): string {
	return [
		m.programme_roll_over_is({ counter: sayCounter(names, credit) }),
		...(tierMin === undefined
			? []
			: [m.programme_from_tier({ tier: sayTierName(names, tierMin) })]),
		...(years
			? [m.programme_of_years({ years: formatList(years.map(String), 'conjunction') })]
			: [])
	].join(between);
}

export function sayTierYears({ credit, tierMin }: TierYears, names: Names): string {
	return m.programme_tier_years_is({
		tier: sayTierName(names, tierMin),
		counter: sayCounter(names, credit)
	});
}
