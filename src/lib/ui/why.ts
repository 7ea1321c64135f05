import type {
	EarnedLine,
	MilestoneReasons,
	Reasons,
	ReversalReasons,
	StayReasons,
	TransferReasons,
	What
} from '#lib/domain/reasons.ts';
import type { EntryView } from '#lib/domain/views/entry.ts';
import {
	formatDate,
	formatDates,
	formatList,
	formatMoney,
	formatMoneyUnits,
	formatNumber,
	formatPercent,
	inWords,
	sayPoints
} from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayCredits } from './credits.ts';
import { sayClass } from './stay-words.ts';
import { explainActivity } from './why-activity.ts';
import {
	bonusLines,
	lineAmount,
	shownFraction,
	totalOf,
	type SumLine,
	type Why
} from './why-parts.ts';

export { shownFraction, type SumLine, type Why } from './why-parts.ts';

export function explain(view: EntryView): Why {
	const points = (count: number) => sayPoints(count, view.pointsName);
	const { reasons } = view;
	switch (reasons.kind) {
		case 'stay':
			return explainStay(view, reasons, points);
		case 'activity':
			return explainActivity(view, reasons, points);
		case 'reversal':
			return { sentences: sayReversal(view, reasons, points), sum: [] };
		case 'expiry':
			return {
				sentences: [
					reasons.rule === 'inactivity' && reasons.activeOn
						? m.why_expired_inactive({
								points: points(Math.abs(view.points)),
								active: formatDate(reasons.activeOn),
								date: formatDate(reasons.validTo)
							})
						: m.why_expired_lot({
								points: points(Math.abs(view.points)),
								date: formatDate(reasons.validTo)
							})
				],
				sum: reasons.lots.map((lot) => ({
					label: m.why_lot_earned({ date: formatDate(lot.earnedOn) }),
					amount: formatNumber(lot.points)
				}))
			};
		case 'milestone':
			return { sentences: [sayMilestone(view, reasons, points)], sum: [] };
		default:
			return { sentences: [sayPlain(reasons, points)], sum: [] };
	}
}

function sayPlain(
	reasons: Exclude<Reasons, { kind: 'stay' | 'activity' | 'reversal' | 'expiry' | 'milestone' }>,
	points: (count: number) => string
): string {
	const amount = points(Math.abs(reasons.points));
	switch (reasons.kind) {
		case 'spend':
			return m.why_spent({ points: amount, what: sayWhat(reasons.what) });
		case 'return':
			return m.why_returned({ points: amount, what: sayWhat(reasons.what) });
		case 'award':
			return reasons.on === 'survey'
				? m.why_award_survey({ points: amount })
				: reasons.on === 'referral'
					? m.why_award_referral({ points: amount })
					: m.why_award({ points: amount });
		case 'given':
			return reasons.points < 0
				? m.why_taken({ points: amount, why: reasons.why })
				: m.why_given({ points: amount, why: reasons.why });
		case 'transfer':
			return sayTransfer(reasons, amount);
		case 'merge':
			if (reasons.undone) return m.why_merge_undone({ points: amount });
			return reasons.points < 0
				? m.why_merge_out({ points: amount })
				: m.why_merge_in({ points: amount });
	}
}

function sayMilestone(
	{ milestone }: EntryView,
	reasons: MilestoneReasons,
	points: (count: number) => string
): string {
	const facts = {
		points: points(reasons.points),
		credits: milestone
			? sayCredits(milestone.counter, milestone.counter.goal)
			: formatNumber(reasons.at),
		gifts: formatList(milestone?.gifts.map(inWords) ?? [], 'conjunction')
	};
	if (!reasons.options) return m.why_milestone(facts);
	return reasons.by === 'deadline'
		? m.why_milestone_otherwise(facts)
		: m.why_milestone_chosen(facts);
}

function sayTransfer({ how, points }: TransferReasons, amount: string): string {
	if (how === 'pool')
		return points < 0 ? m.why_pool_out({ points: amount }) : m.why_pool_in({ points: amount });
	return points < 0
		? m.why_transfer_out({ points: amount })
		: m.why_transfer_in({ points: amount });
}

function sayWhat(what: What): string {
	return typeof what === 'string' ? what : inWords(what);
}

function explainStay(
	view: EntryView,
	reasons: StayReasons,
	points: (count: number) => string
): Why {
	const { stay, tier } = reasons;
	const tierName = view.tier ? inWords(view.tier.name) : tier.id;
	const share = shownFraction(tier.bonus);
	const spent = formatList(
		Object.entries(stay.amounts).map(([name, amountMinor]) =>
			sayAmount(name as EarnedLine['class'], formatMoney(amountMinor, stay.currency))
		),
		'conjunction'
	);
	const sentences = [
		m.why_stay({
			property: view.stay ? inWords(view.stay.property) : stay.property,
			dates: formatDates(stay.arrival, stay.departure),
			spent,
			points: points(reasons.base)
		})
	];
	if (reasons.bonus > 0) {
		sentences.push(
			m.why_tier_bonus({
				tier: tierName,
				percent: formatPercent(share),
				points: points(reasons.bonus)
			})
		);
	}
	return { sentences, sum: sumOf(view, reasons, tierName), total: totalOf(view, reasons) };
}

function sayAmount(name: EarnedLine['class'], amount: string): string {
	switch (name) {
		case 'room':
			return m.why_amount_room({ amount });
		case 'food':
			return m.why_amount_food({ amount });
		case 'spa':
			return m.why_amount_spa({ amount });
		case 'other':
			return m.why_amount_other({ amount });
	}
}

function sumOf(view: EntryView, reasons: StayReasons, tierName: string): SumLine[] {
	const lines: SumLine[] = [];
	const { exchange, stay } = reasons;
	if (exchange) {
		lines.push({
			label: m.why_exchange({ date: formatDate(exchange.day) }),
			amount: m.why_exchange_rate({
				one: formatMoneyUnits(1, exchange.into),
				other: formatMoneyUnits(shownFraction(exchange.rate), stay.currency)
			})
		});
	}
	for (const line of reasons.lines) {
		lines.push({
			label:
				line.as === 'bonus' ? m.why_extra({ class: sayClass(line.class) }) : sayClass(line.class),
			how: [sayRate(view, reasons, line), ...sayLimits(line, stay.currency)].join(' · '),
			amount: lineAmount(line)
		});
	}
	lines.push(...bonusLines(reasons, tierName));
	return lines;
}

function sayRate(view: EntryView, reasons: StayReasons, line: EarnedLine): string {
	return m.why_rate({
		amount: formatMoneyUnits(shownFraction(line.eligible), reasons.stay.currency),
		points: sayPoints(shownFraction(line.points), view.pointsName),
		per: formatMoneyUnits(shownFraction(line.per), view.programmeCurrency)
	});
}

function sayLimits(line: EarnedLine, currency: string): string[] {
	return [
		line.paid && sayPaid(line.paid, currency),
		line.rooms &&
			m.why_rooms({ counted: formatNumber(line.rooms.counted), of: formatNumber(line.rooms.of) }),
		line.nights &&
			m.why_nights({
				counted: formatNumber(line.nights.counted),
				of: formatNumber(line.nights.of)
			}),
		line.cap && m.why_cap({ points: formatNumber(line.cap.points) })
	].filter((text) => text !== undefined);
}

function sayPaid({ money, of }: NonNullable<EarnedLine['paid']>, currency: string): string {
	return m.why_paid({ money: formatMoney(money, currency), of: formatMoney(of, currency) });
}

function sayReversal(
	view: EntryView,
	reasons: ReversalReasons,
	points: (count: number) => string
): string[] {
	const from = view.of ? formatDate(view.of.on) : '';
	return [
		m.why_reversal({ points: points(Math.abs(reasons.points)), date: from }),
		reasons.lapsed > 0 && m.why_reversal_lapsed({ points: points(reasons.lapsed) }),
		reasons.waived > 0 && m.why_reversal_waived({ points: points(reasons.waived) }),
		reasons.fromOtherLots > 0 && m.why_reversal_other({ points: points(reasons.fromOtherLots) }),
		reasons.owed > 0 && m.why_reversal_owed({ points: points(reasons.owed) })
	].filter((text) => text !== false);
}
