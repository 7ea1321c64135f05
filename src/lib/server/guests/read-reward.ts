import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { cancelTo, voucherDates } from '#lib/domain/rewards/reward.ts';
import type { RewardView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findRewardFor } from '../rewards/queries.ts';
import { namesOf } from '../rewards/voucher-lines.ts';
import { listProperties } from '../stays/properties.ts';
import { readLooking, toRewardLine } from './reward-lines.ts';

const few = 5;

/**
 * A reward with all that decides whether to have it. One that is not on offer says so; refused with
 * `not-found` is what never was.
 */
export async function readReward(
	db: Reader,
	memberId: string,
	rewardId: string,
	verified: boolean,
	now: Instant
): Promise<RewardView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const kept = await findRewardFor(db, rewardId, memberId);
	if (!kept || kept.status === 'draft') throw new Refusal('not-found');
	const looking = await readLooking(db, memberId, verified, programme, today);
	const { reward, left, had } = kept;
	const properties = reward.properties ? await listProperties(db) : [];
	const { validTo } = voucherDates(reward, today);
	return {
		...toRewardLine(kept, looking),
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		balance: looking.asking.balance,
		verified,
		description: reward.description,
		terms: reward.terms,
		properties: namesOf(reward, properties),
		offeredTo: reward.offeredTo,
		validTo,
		blackouts: (reward.blackouts ?? []).filter(({ from, to }) => to >= today && from <= validTo),
		cancelTo: cancelTo(reward, today),
		limitPerMember: reward.limitPerMember,
		had,
		left: left !== undefined && left <= few ? left : undefined,
		requestId: newId()
	};
}
