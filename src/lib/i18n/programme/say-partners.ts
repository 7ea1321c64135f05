import type { Names } from '#lib/domain/programme/diff-change.ts';
import type {
	ActivityCredit,
	ActivityRate,
	Card,
	Conversion,
	Service
} from '#lib/domain/programme/programme.ts';
import { formatDate, formatList } from '../formats.ts';
import { m } from '../messages.ts';
import { between, sayDecimal, sayNamed } from './say-rules.ts';
import { sayAmount, sayCounter, sayTierName, sayValidity } from './say-tiers.ts';

export function sayCard({ tier, validity, credits }: Card, names: Names): string {
	return [
		...(tier === undefined ? [] : [m.programme_card_tier({ tier: sayTierName(names, tier) })]),
		...(credits
			? [
					m.programme_card_gift({
						list: formatList(
							credits.map(({ credit, amount }) => sayAmount(credit, amount, names)),
							'conjunction'
						)
					})
				]
			: []),
		sayValidity(validity)
	].join(between);
}

export function sayActivityRate(rate: ActivityRate): string {
	return [
		m.programme_activity_rate({
			points: sayDecimal(rate.points),
			per: sayDecimal(rate.per),
			measure: sayNamed({ id: rate.measure })
		}),
		...(rate.from ? [m.programme_where_from({ date: formatDate(rate.from) })] : []),
		...(rate.to ? [m.programme_where_to({ date: formatDate(rate.to) })] : []),
		...sayCapOf(rate.cap),
		...(rate.as === 'bonus' ? [m.programme_as_bonus()] : [])
	].join(between);
}

export function sayActivityCredit(credit: ActivityCredit, names: Names): string {
	return [
		m.programme_activity_credit({
			amount: sayDecimal(credit.amount),
			counter: sayCounter(names, credit.credit),
			per: sayDecimal(credit.per),
			measure: sayNamed({ id: credit.measure })
		}),
		...sayCapOf(credit.cap)
	].join(between);
}

function sayCapOf(cap: number | undefined): string[] {
	return cap === undefined ? [] : [m.programme_activity_cap({ number: sayDecimal(cap) })];
}

export function sayConversion({ pointsMin, step, rate }: Conversion): string {
	return m.programme_conversion_is({
		min: sayDecimal(pointsMin),
		step: sayDecimal(step),
		rate: sayDecimal(rate ?? 1)
	});
}

/** Which tiers get a service, and how; then the houses where it is other. */
export function sayService({ byTier, byProperty = {} }: Service, names: Names): string {
	return [
		sayByTier(byTier, names),
		...Object.entries(byProperty).map(([code, tiers]) =>
			m.programme_service_at({ code, how: sayByTier(tiers, names) })
		)
	].join(between);
}

function sayByTier(byTier: Readonly<Record<string, string>>, names: Names): string {
	const tiers = (how: string) =>
		Object.keys(byTier)
			.filter((tier) => byTier[tier] === how)
			.toSorted((one, other) => rankOf(names, one) - rankOf(names, other))
			.map((tier) => sayTierName(names, tier));
	const said = [
		{ tiers: tiers('offered'), say: m.programme_service_offered },
		{ tiers: tiers('on-request'), say: m.programme_service_request },
		{ tiers: tiers('none'), say: m.programme_service_not }
	]
		.filter((one) => one.tiers.length > 0)
		.map((one) => one.say({ tiers: formatList(one.tiers, 'conjunction') }));
	return said.length === 0 ? m.programme_service_none() : said.join(between);
}

function rankOf({ tiers }: Names, id: string): number {
	return tiers.findIndex((tier) => tier.id === id);
}
