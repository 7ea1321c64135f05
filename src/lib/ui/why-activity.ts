import type { ActivityLine, ActivityReasons } from '#lib/domain/reasons.ts';
import type { EntryView } from '#lib/domain/views/entry.ts';
import {
	formatDate,
	formatDecimal,
	formatMoneyUnits,
	formatNumber,
	formatPercent,
	inWords,
	sayPoints
} from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { bonusLines, lineAmount, shownFraction, totalOf, type Why } from './why-parts.ts';

/** What a partner reported, and the arithmetic of its points. */
export function explainActivity(
	view: EntryView,
	reasons: ActivityReasons,
	points: (count: number) => string
): Why {
	const { activity, tier } = reasons;
	const name = view.activity ? inWords(view.activity.name) : activity.kind;
	const tierName = view.tier ? inWords(view.tier.name) : tier.id;
	const sentences = [
		m.why_activity({ name, date: formatDate(activity.on), points: points(reasons.base) })
	];
	if (reasons.bonus > 0)
		sentences.push(
			m.why_tier_bonus({
				tier: tierName,
				percent: formatPercent(shownFraction(tier.bonus)),
				points: points(reasons.bonus)
			})
		);
	const sum = reasons.lines.map((line) => ({
		label: line.as === 'bonus' ? m.why_extra({ class: name }) : name,
		how: [sayRate(view, reasons, line), ...sayCap(line)].join(' · '),
		amount: lineAmount(line)
	}));
	return {
		sentences,
		sum: [...sum, ...bonusLines(reasons, tierName)],
		total: totalOf(view, reasons)
	};
}

function sayRate(view: EntryView, { activity }: ActivityReasons, line: ActivityLine): string {
	const isMoney = view.activity?.money.includes(line.measure) ?? false;
	const unit = (amount: number) =>
		isMoney ? formatMoneyUnits(amount, view.programmeCurrency) : formatDecimal(amount);
	return m.why_rate({
		amount: unit(shownFraction(activity.amounts[line.measure] ?? '0')),
		points: sayPoints(shownFraction(line.points), view.pointsName),
		per: unit(shownFraction(line.per))
	});
}

function sayCap({ cap }: ActivityLine): string[] {
	return cap === undefined ? [] : [m.why_cap_activity({ points: formatNumber(cap) })];
}
