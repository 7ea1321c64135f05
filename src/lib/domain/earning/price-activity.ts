import type { PlainDate } from '../calendar.ts';
import { compare, decimal, fraction, over, round, smaller, times, toText } from '../fraction.ts';
import type { Credit, NewId } from '../ledger/account.ts';
import { minorPerUnit } from '../money.ts';
import type {
	ActivityKind,
	Decimal,
	PublishedVersion,
	Tier,
	Version
} from '../programme/programme.ts';
import type { ActivityLine, ActivityReasons } from '../reasons.ts';
import { sumLines, withBonus, type PricedLine } from './sum-lines.ts';

/** Something that a partner reports of a member: a flight, an event. */
export interface PartnerActivity {
	readonly id: string;
	/** One of the programme's kinds of activity. */
	readonly kind: string;
	readonly on: PlainDate;
	/** By measure, whole numbers or decimal text; money in units of the programme's currency. */
	readonly amounts: Readonly<Record<string, Decimal>>;
	/** It turned out not to have been; it gives nothing. */
	readonly isCancelled?: boolean | undefined;
}

/** What marks the credits of an activity. */
export function causeOfActivity(id: string): string {
	return `activity ${id}`;
}

export function activityKindOf(kind: string, version: Version): ActivityKind | undefined {
	return version.activities?.find(({ id }) => id === kind);
}

/**
 * The points of an activity with the arithmetic behind them: each rule on its measure, capped by
 * itself, the bonus of the tier on base points alone, rounded where and how the version says.
 */
export function priceActivity(
	activity: PartnerActivity,
	version: PublishedVersion,
	tier: Tier
): ActivityReasons {
	const { rounding } = version.document;
	const kind = activityKindOf(activity.kind, version.document);
	const share = decimal(tier.bonus);
	const lines = (kind?.earning ?? []).flatMap((rule): PricedLine<ActivityLine>[] => {
		const amount = activity.amounts[rule.measure];
		if (amount === undefined || !onDays(rule, activity.on)) return [];
		const uncapped = over(times(decimal(amount), decimal(rule.points)), decimal(rule.per));
		const cap = rule.cap === undefined ? undefined : fraction(rule.cap);
		const exact = cap ? smaller(uncapped, cap) : uncapped;
		const about = {
			rule: rule.id,
			measure: rule.measure,
			as: rule.as,
			points: String(rule.points),
			per: String(rule.per),
			exact: toText(exact),
			...(compare(uncapped, exact) > 0 ? { cap: rule.cap } : {})
		};
		return [withBonus(about, exact, share, rounding)];
	});
	const { id, on, amounts } = activity;
	const told = Object.entries(amounts).map(([measure, amount]) => [measure, String(amount)]);
	return {
		kind: 'activity',
		version: version.number,
		activity: { id, kind: activity.kind, on, amounts: Object.fromEntries(told) },
		tier: { id: tier.id, bonus: String(tier.bonus) },
		rounding,
		lines: lines.map(({ line }) => line),
		...sumLines(lines, rounding)
	};
}

/**
 * What an activity adds to the counters, on its day: whole credits, rounded as the version rounds, of
 * money counters in minor units. A tier never makes them more.
 */
export function creditActivity(
	activity: PartnerActivity,
	version: PublishedVersion,
	newId: NewId
): Credit[] {
	const { rounding, counters, currency } = version.document;
	const kind = activityKindOf(activity.kind, version.document);
	return (kind?.credits ?? []).flatMap((rule): Credit[] => {
		const measured = activity.amounts[rule.measure];
		if (measured === undefined) return [];
		const isMoney = counters.find(({ id }) => id === rule.credit)?.unit === 'money';
		const uncapped = over(times(decimal(measured), decimal(rule.amount)), decimal(rule.per));
		const exact = rule.cap === undefined ? uncapped : smaller(uncapped, fraction(rule.cap));
		const scale = fraction(isMoney ? minorPerUnit(currency) : 1);
		const amount = round(times(exact, scale), rounding.mode);
		if (amount === 0) return [];
		return [
			{
				id: newId(),
				kind: rule.credit,
				amount,
				countsOn: activity.on,
				basis: 'real',
				cause: causeOfActivity(activity.id),
				programmeVersion: version.number
			}
		];
	});
}

function onDays(
	{ from, to }: { readonly from?: PlainDate | undefined; readonly to?: PlainDate | undefined },
	on: PlainDate
): boolean {
	return (from === undefined || on >= from) && (to === undefined || on <= to);
}
