import { isPlainDate } from '#lib/domain/calendar.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import { formatDate, formatList } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayDecimal } from '#lib/i18n/programme/say-rules.ts';
import { sayTierName } from '#lib/i18n/programme/say-tiers.ts';

const fieldWords: Record<string, (() => string) | undefined> = {
	earned: m.programme_outcome_earned,
	base: m.programme_outcome_base,
	bonus: m.programme_outcome_bonus,
	noPointsBecause: m.programme_outcome_no_points,
	balance: m.programme_outcome_balance,
	debt: m.programme_outcome_debt,
	balances: m.programme_outcome_balances,
	tier: m.programme_outcome_tier,
	tiers: m.programme_outcome_tiers,
	tierSince: m.programme_outcome_tier_since,
	tierValidTo: m.programme_outcome_tier_valid_to,
	credits: m.programme_outcome_credits,
	pointsValidTo: m.programme_outcome_points_valid_to,
	moneyOff: m.programme_outcome_money_off,
	refused: m.programme_outcome_refused
};

/** What an example expects or what came out, by the name of the field. */
export function sayOutcomeField(field: string): string {
	return fieldWords[field]?.() ?? field;
}

export function sayOutcome(field: string, value: unknown, document: Version): string {
	if (value === undefined || value === null || value === 'none') return m.programme_none();
	if (value === 'life') return m.programme_outcome_life();
	if (field === 'tier') return sayTierName(document, String(value));
	if (typeof value === 'number') return sayDecimal(value);
	if (typeof value === 'string') return isPlainDate(value) ? formatDate(value) : value;
	if (Array.isArray(value))
		return formatList(
			value.map((one) => sayPairs(one as object, document)),
			'conjunction'
		);
	return sayPairs(value, document);
}

function sayPairs(pairs: object, document: Version): string {
	return Object.entries(pairs)
		.map(([key, value]) => {
			const said = sayOutcome(key, value, document);
			if (key === 'on' || key === 'tier' || key === 'balance') return said;
			const counter = document.counters.find(({ id }) => id === key);
			return `${counter ? counter.id : key}: ${said}`;
		})
		.join(', ');
}
