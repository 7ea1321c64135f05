import { ceil, decimal, fraction, times } from '#lib/domain/fraction.ts';
import { minorPerUnit, parseAmount } from '#lib/domain/money.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import { priceOf } from '#lib/domain/rewards/price.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { MoneyOffRate, RewardOffer } from '#lib/domain/views/rewards.ts';
import type { Looking } from './reward-lines.ts';

/** What it costs: points alone first, then each way with cash, and each by the number of nights. */
export function offersOf(
	reward: Reward,
	{ asking, tiers }: Looking,
	{ rewardNights }: Pick<Version, 'rewardNights'>
): RewardOffer[] {
	const payer = { tier: asking.tier, tiers, rewardNights };
	const ways = [undefined, ...(reward.withCash ?? []).map(({ cash }) => cash.minor)];
	const numbers = reward.nightsMost
		? Array.from({ length: reward.nightsMost }, (_, at) => at + 1)
		: [undefined];
	return ways.flatMap((cashMinor) =>
		numbers.flatMap((nights) => {
			const price = priceOf(reward, { nights, cashMinor }, payer);
			if (!price) return [];
			const short = price.points - asking.balance;
			return [{ ...price, nights, cashMinor, short: short > 0 ? short : undefined }];
		})
	);
}

/** What the programme says that points take off a bill; of any amount, for ten units of its currency. */
export function rateOf({
	moneyOff,
	currency
}: Pick<Version, 'moneyOff' | 'currency'>): MoneyOffRate | undefined {
	if (!moneyOff) return undefined;
	const inSteps = moneyOff.kind === 'steps';
	const minor = inSteps ? parseAmount(moneyOff.amount, currency) : 10 * minorPerUnit(currency);
	if (!minor) return undefined;
	const points = inSteps
		? moneyOff.points
		: ceil(times(decimal(moneyOff.pointsPerUnit), fraction(10)));
	return { points, amount: { minor, currency }, inSteps };
}
