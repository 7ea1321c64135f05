import type {
	Activity,
	AwardOccasion,
	Decimal,
	Expiry,
	MoneyOff,
	RateRule,
	Rounding,
	Version,
	Where
} from '#lib/domain/programme/programme.ts';
import type { Named } from '#lib/domain/programme/diff-change.ts';
import {
	counted,
	formatDate,
	formatDecimal,
	formatList,
	formatMonth,
	formatMoneyUnits,
	inWords
} from '../formats.ts';
import { m } from '../messages.ts';
import { sayClass } from '../say-class.ts';

/** Between conditions that all hold. */
export const between = ' · ';

/** A decimal of the document, all of it. */
export function sayDecimal(value: Decimal): string {
	const text = String(value);
	return (text.split('.')[1]?.length ?? 0) > 4 ? text : formatDecimal(Number(text));
}

/** The name of a thing where it has one, else its id as words. */
export function sayNamed({ id, name }: Named): string {
	return name ? inWords(name) : id.replaceAll('-', ' ');
}

export function sayMonths(months: number): string {
	return m.span_months(counted(months));
}

export function sayRate({ points, per }: Pick<RateRule, 'points' | 'per'>, currency: string) {
	return m.programme_rate({
		points: sayDecimal(points),
		per: formatMoneyUnits(Number(per), currency)
	});
}

export function sayCap(cap: number | null): string {
	return cap === null ? m.programme_no_cap() : m.programme_cap({ points: sayDecimal(cap) });
}

export function sayClasses(classes: RateRule['classes']): string {
	return formatList(classes.map(sayClass), 'conjunction');
}

/** Which stays a rule is for. */
export function sayWhere(where: Where | null | undefined): string {
	const listed = (list: readonly (string | number)[] | undefined, say: (list: string) => string) =>
		list ? [say(formatList(list.map(String), 'disjunction'))] : [];
	const said = [
		...listed(where?.brands, (list) => m.programme_where_brands({ list })),
		...listed(where?.properties, (list) => m.programme_where_properties({ list })),
		...listed(where?.channels, (list) => m.programme_where_channels({ list })),
		...listed(where?.exceptChannels, (list) => m.programme_where_not_channels({ list })),
		...listed(where?.ratePlans, (list) => m.programme_where_rate_plans({ list })),
		...listed(where?.exceptRatePlans, (list) => m.programme_where_not_rate_plans({ list })),
		...listed(where?.roomTypes, (list) => m.programme_where_room_types({ list })),
		...(where?.nightsMin
			? [m.programme_where_nights({ span: m.credit_nights(counted(where.nightsMin)) })]
			: []),
		...(where?.from ? [m.programme_where_from({ date: formatDate(where.from) })] : []),
		...(where?.to ? [m.programme_where_to({ date: formatDate(where.to) })] : []),
		...listed(where?.daysOfMonth, (list) => m.programme_where_days({ list }))
	];
	return said.length === 0 ? m.programme_where_all() : said.join(between);
}

/** What a rule is for and its limits, under its rate. */
export function sayConditions(rule: RateRule): string {
	return [
		sayWhere(rule.where),
		...(rule.maxRooms ? [m.programme_max_rooms({ rooms: rule.maxRooms })] : []),
		...(rule.cap === undefined ? [] : [sayCap(rule.cap)]),
		...(rule.as === 'bonus' ? [m.programme_as_bonus()] : []),
		...(rule.awardNights === 'skip' ? [m.programme_no_award_nights()] : []),
		...(rule.rank === undefined ? [] : [m.programme_rank({ rank: rule.rank })]),
		...(rule.stop ? [m.programme_stops()] : [])
	].join(between);
}

const activityWords: Record<Activity, () => string> = {
	stay: m.activity_stay,
	activity: m.activity_activity,
	redeem: m.activity_redeem,
	award: m.activity_award,
	gift: m.activity_gift,
	transfer: m.activity_transfer,
	purchase: m.activity_purchase,
	goodwill: m.activity_goodwill,
	adjust: m.activity_adjust
};

export function sayActivity(activity: Activity): string {
	return activityWords[activity]();
}

/** When points lapse, as a sentence or two; `tiers` are those that the rule may name. */
export function sayExpiry(expiry: Expiry, tiers: readonly Named[]): string {
	switch (expiry.kind) {
		case 'never':
			return m.programme_expiry_never();
		case 'inactivity': {
			const span =
				expiry.months === undefined
					? m.span_days(counted(expiry.days ?? 0))
					: sayMonths(expiry.months);
			const activity = formatList(expiry.activity.map(sayActivity), 'disjunction');
			const tier = tiers.find(({ id }) => id === expiry.sleepsFrom);
			const rule = m.programme_expiry_inactive({ span, activity });
			return tier ? sentences(rule, m.programme_expiry_sleeps({ tier: sayNamed(tier) })) : rule;
		}
		case 'lot': {
			const span = sayMonths(expiry.months);
			if (expiry.to === 'day') return m.programme_expiry_lot_day({ span });
			return expiry.to === 'end-of-month'
				? m.programme_expiry_lot_end({ span })
				: m.programme_expiry_lot_plus({ span });
		}
		case 'lot-days':
			return m.programme_expiry_lot_day({ span: m.span_days(counted(expiry.days)) });
		case 'fixed-day': {
			const on = { day: expiry.day, month: formatMonth(expiry.month) };
			return expiry.yearsAfter === 0
				? m.programme_expiry_fixed_same(on)
				: m.programme_expiry_fixed({ ...on, years: expiry.yearsAfter });
		}
	}
}

export function sayRoundingMode(mode: Rounding['mode']): string {
	switch (mode) {
		case 'floor':
			return m.programme_rounding_floor();
		case 'half-up':
			return m.programme_rounding_half_up();
		case 'half-even':
			return m.programme_rounding_half_even();
	}
}

export function sayRoundingPlace(at: Rounding['at']): string {
	return at === 'line' ? m.programme_rounding_line() : m.programme_rounding_total();
}

export function sayRounding({ mode, at }: Rounding): string {
	return m.programme_rounding_is({ mode: sayRoundingMode(mode), place: sayRoundingPlace(at) });
}

export function sayOccasion(on: AwardOccasion): string {
	switch (on) {
		case 'survey':
			return m.programme_award_survey();
		case 'referral':
			return m.programme_award_referral();
		case 'welcome':
			return m.programme_award_welcome();
		case 'birthday':
			return m.programme_award_birthday();
	}
}

export function sayClawback(clawback: Version['clawback']): string {
	return clawback === 'debt' ? m.programme_clawback_debt() : m.programme_clawback_available();
}

export function sayMoneyOff(moneyOff: MoneyOff | null | undefined, currency: string): string {
	if (!moneyOff) return m.programme_money_none();
	return moneyOff.kind === 'steps'
		? m.programme_money_steps({
				points: sayDecimal(moneyOff.points),
				amount: formatMoneyUnits(Number(moneyOff.amount), currency)
			})
		: m.programme_money_any({
				points: sayDecimal(moneyOff.pointsPerUnit),
				amount: formatMoneyUnits(1, currency)
			});
}

/** Sentences one after the other, with a space where the language has one. */
export function sentences(...said: readonly string[]): string {
	return said.join(m.format_sentence_gap());
}
