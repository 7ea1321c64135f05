import type { ActivityReasons, StayReasons } from '#lib/domain/reasons.ts';
import type { EntryView } from '#lib/domain/views/entry.ts';
import { formatDecimal, formatNumber, formatPercent, sayPoints } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** One line of the little sum: what it is, how it was reckoned, and what came out. */
export interface SumLine {
	readonly label: string;
	readonly how?: string | undefined;
	readonly amount: string;
}

export interface Why {
	readonly sentences: readonly string[];
	readonly sum: readonly SumLine[];
	readonly total?: SumLine | undefined;
}

type Earned = StayReasons | ActivityReasons;

/** An exact fraction as the ledger keeps it ('24975/1000'), near enough to be shown. */
export function shownFraction(text: string): number {
	const [over = '0', under = '1'] = text.split('/');
	return Number(over) / Number(under);
}

/** What came out of one line, rounded where it was. */
export function lineAmount(line: Earned['lines'][number]): string {
	return line.rounded
		? formatNumber(line.rounded.points)
		: formatDecimal(shownFraction(line.exact));
}

/** The line of the tier's bonus; none where it is nothing. */
export function bonusLines(reasons: Earned, tierName: string): SumLine[] {
	const share = shownFraction(reasons.tier.bonus);
	if (share <= 0) return [];
	const exact = reasons.exact ? shownFraction(reasons.exact.bonus) : reasons.bonus;
	return [
		{
			label: m.why_bonus_line({ tier: tierName }),
			how: m.why_bonus_how({
				percent: formatPercent(share),
				base: reasons.exact
					? formatDecimal(shownFraction(reasons.exact.base))
					: formatNumber(reasons.base)
			}),
			amount: formatDecimal(exact)
		}
	];
}

const roundings = {
	floor: m.rounding_floor,
	'half-up': m.rounding_half_up,
	'half-even': m.rounding_half_even
};

export function totalOf(view: EntryView, { points, rounding }: Earned): SumLine {
	return {
		label: m.why_total(),
		how: `${roundings[rounding.mode]()} ${rounding.at === 'line' ? m.rounding_per_line() : m.rounding_on_total()}`,
		amount: sayPoints(points, view.pointsName)
	};
}
