import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { priceFor } from '#lib/domain/rewards/price.ts';
import type { RewardView } from '#lib/domain/views/rewards.ts';
import type { Text } from '#lib/domain/text.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findReward } from '../rewards/queries.ts';
import { viewReward } from './read-reward.ts';

export interface AskPreview {
	/** The lowest where it is none. */
	readonly tier: string | undefined;
	readonly hasPoints: boolean;
}

export interface RewardPreview {
	readonly view: RewardView;
	readonly tier: string;
	readonly tiers: readonly { readonly id: string; readonly name: Text }[];
	/** The first day of the offer, where that is still to come. */
	readonly asOf?: PlainDate | undefined;
}

/**
 * A saved reward as a guest of a tier would see it, a draft too: on the first day of its offer, if that
 * is ahead. Refused: `not-found`.
 */
export async function previewReward(
	db: Reader,
	rewardId: string,
	{ tier: asked, hasPoints }: AskPreview,
	now: Instant
): Promise<RewardPreview> {
	const kept = await findReward(db, rewardId);
	if (!kept) throw new Refusal('not-found');
	const programme = await readProgramme(db);
	const present = todayIn(programme, now);
	const { tiers } = versionOn(programme, present).document;
	const tier = (tiers.find(({ id }) => id === asked) ?? tiers[0]).id;
	const { reward } = kept;
	const isAhead = reward.offeredFrom !== undefined && reward.offeredFrom > present;
	const today = isAhead ? (reward.offeredFrom ?? present) : present;
	const enough = priceFor(reward, tier, tiers) * (reward.nightsMost ?? 1) * 2;
	const asking = {
		...{ verified: true, suspended: false, tier, debt: 0 },
		balance: hasPoints ? enough : 0
	};
	const shown = { ...kept, status: 'offered', had: 0 } as const;
	return {
		view: await viewReward(db, shown, { asking, tiers, today }, programme, now),
		tier,
		tiers: tiers.map(({ id, name }) => ({ id, name })),
		asOf: isAhead ? today : undefined
	};
}
