import { amountText } from '#lib/domain/money.ts';
import type { Reward, RewardStatus } from '#lib/domain/rewards/reward.ts';
import { cashRows, closedPairs } from '#lib/ui/admin/reward-fields.ts';

/** A reward as the fields of its form. */
export function toValues(kept: {
	readonly reward: Reward;
	readonly status: RewardStatus;
	readonly image?: string | undefined;
	readonly given?: number | undefined;
	/** Of houses, by their codes. */
	readonly givenByHouse?: Readonly<Record<string, number>> | undefined;
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
		asks: reward.asks,
		leadHours: reward.leadHours,
		perDay: reward.perDay,
		'confirm-days': reward.confirm?.daysBefore,
		'confirm-by': reward.confirm?.by,
		validDays: reward.validDays,
		limitPerMember: reward.limitPerMember,
		cancelWithinDays: reward.cancelWithinDays,
		lowStock: reward.lowStock,
		stock: given,
		nights: reward.nights,
		nightsMost: reward.nightsMost,
		nth: reward.nth,
		persons: reward.persons,
		mornings: reward.mornings,
		tier: reward.tier,
		months: reward.months,
		amount: reward.amount && amountText(reward.amount.minor, reward.amount.currency),
		currency: reward.amount?.currency,
		inParts: reward.inParts ? 'on' : undefined,
		until: reward.until,
		cashCurrency: reward.withCash?.[0]?.cash.currency
	};
	for (const field of ['name', 'description', 'terms', 'alt', 'room', 'partner'] as const)
		for (const [locale, text] of Object.entries(reward[field] ?? {}))
			fields[`${field}-${locale}`] = text;
	for (const [tier, points] of Object.entries(reward.pointsByTier ?? {}))
		fields[`points-${tier}`] = points;
	for (const code of reward.properties ?? []) fields[`house-${code}`] = 'on';
	for (const [code, number] of Object.entries(kept.givenByHouse ?? {}))
		fields[`stock-${code}`] = number;
	for (const [at, { from, to }] of (reward.blackouts ?? []).entries()) {
		const pair = closedPairs[at];
		if (pair) Object.assign(fields, { [pair.from]: from, [pair.to]: to });
	}
	for (const [at, { points, cash }] of (reward.withCash ?? []).entries()) {
		const row = cashRows[at];
		const amount = amountText(cash.minor, cash.currency);
		if (row) Object.assign(fields, { [row.points]: points, [row.amount]: amount });
	}
	const filled = Object.entries(fields).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, String(value)] as const]
	);
	return Object.fromEntries(filled);
}
