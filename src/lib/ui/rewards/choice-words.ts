import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import type { PointsName } from '#lib/domain/views/common.ts';
import type { MoneyOffRate, RewardOffer } from '#lib/domain/views/rewards.ts';
import type { Confirm } from '#lib/domain/rewards/reward.ts';
import {
	counted,
	formatDate,
	formatDates,
	formatMoneyShort,
	sayPoints
} from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRefusal } from '../problems.ts';
import { sayWithCash } from '../reward-words.ts';

type Refused = NonNullable<FormAnswer['refusal']>;

/** Beside which choice of the guest a refusal is said; undefined: it is about none. */
export function fieldOf(refusal: Refused | undefined): 'property' | 'useOn' | undefined {
	switch (refusal?.code) {
		case 'reward-not-here':
			return 'property';
		case 'out-of-stock':
			return typeof refusal.facts['property'] === 'string' ? 'property' : undefined;
		case 'reward-not-that-day':
		case 'reward-too-soon':
		case 'day-full':
			return 'useOn';
		default:
			return undefined;
	}
}

/** Why that house or that day cannot be, and which can. */
export function sayChoiceRefused(refusal: Refused): string {
	const { code, facts } = refusal;
	const on = (fact: string) => (typeof facts[fact] === 'string' ? facts[fact] : undefined);
	if (code === 'out-of-stock') return m.reward_no_house();
	const earliest = code === 'reward-too-soon' ? on('earliest') : undefined;
	if (earliest) return m.reward_no_too_soon({ date: formatDate(earliest) });
	if (code !== 'reward-not-that-day') return sayRefusal(refusal);
	const [from, to] = [on('blackoutFrom') ?? on('from'), on('blackoutTo') ?? on('to')];
	if (!from || !to) return sayRefusal(refusal);
	const dates = formatDates(from, to);
	return on('blackoutFrom') ? m.reward_no_blackout({ dates }) : m.reward_no_day({ dates });
}

/** "2 nights, 8,000 points", "4,000 points and €20 at the hotel". */
export function sayOffer({ nights, points, cash }: RewardOffer, name: PointsName): string {
	const price = cash ? sayWithCash({ points, cash }, name) : sayPoints(points, name);
	if (nights === undefined) return price;
	return m.reward_offer_nights({ ...counted(nights), price });
}

/** Until when the hotel must say yes, and what happens without it. */
export function sayConfirm({ daysBefore, by }: Confirm): string {
	if (daysBefore === 0) return m.reward_confirm_same_day({ time: by });
	return m.reward_confirm({ ...counted(daysBefore), time: by });
}

/** What points take off a bill. */
export function sayRate({ points, amount, inSteps }: MoneyOffRate, name: PointsName): string {
	const said = {
		points: sayPoints(points, name),
		amount: formatMoneyShort(amount.minor, amount.currency)
	};
	return inSteps ? m.reward_at_desk_steps(said) : m.reward_at_desk_rate(said);
}
