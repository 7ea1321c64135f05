import { amountText } from '#lib/domain/money.ts';
import type { Reward, RewardStatus } from '#lib/domain/rewards/reward.ts';
import { closedPairs } from '#lib/ui/admin/reward-fields.ts';

/** A reward as the fields of its form. */
export function toValues(kept: {
	readonly reward: Reward;
	readonly status: RewardStatus;
	readonly image?: string | undefined;
	readonly given?: number | undefined;
}): Record<string, string> {
	const { reward, status, image, given } = kept;
	const fields: Record<string, string | number | undefined> = {
		status,
		image,
		kind: reward.kind,
		points: reward.points,
		tierMin: reward.tierMin,
		offeredFrom: reward.offeredFrom,
		offeredTo: reward.offeredTo,
		validDays: reward.validDays,
		limitPerMember: reward.limitPerMember,
		cancelWithinDays: reward.cancelWithinDays,
		stock: given,
		nights: reward.nights,
		amount: reward.amount && amountText(reward.amount.minor, reward.amount.currency),
		currency: reward.amount?.currency,
		until: reward.until
	};
	for (const field of ['name', 'description', 'terms'] as const)
		for (const [locale, text] of Object.entries(reward[field] ?? {}))
			fields[`${field}-${locale}`] = text;
	for (const [tier, points] of Object.entries(reward.pointsByTier ?? {}))
		fields[`points-${tier}`] = points;
	for (const code of reward.properties ?? []) fields[`house-${code}`] = 'on';
	for (const [at, { from, to }] of (reward.blackouts ?? []).entries()) {
		const pair = closedPairs[at];
		if (pair) Object.assign(fields, { [pair.from]: from, [pair.to]: to });
	}
	const filled = Object.entries(fields).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, String(value)] as const]
	);
	return Object.fromEntries(filled);
}
