import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { cancelTo, voucherDates } from '#lib/domain/rewards/dates.ts';
import { givenAtDesk, givenAtOnce } from '#lib/domain/rewards/reward.ts';
import type { RewardView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listGone } from '../rewards/gone-queries.ts';
import { findRewardFor, type KeptFor } from '../rewards/queries.ts';
import { namesOf } from '../rewards/voucher-lines.ts';
import { listProperties } from '../stays/properties.ts';
import { housesOf, withoutHouses } from './reward-houses.ts';
import { readLooking, toRewardLine, type Looking } from './reward-lines.ts';
import { offersOf, rateOf } from './reward-offers.ts';

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
	return viewReward(db, kept, looking, programme, now);
}

/** The reward for whoever looks. */
export async function viewReward(
	db: Reader,
	kept: KeptFor,
	looking: Looking,
	programme: Programme,
	now: Instant
): Promise<RewardView> {
	const { id: rewardId, reward, left, had } = kept;
	const { today } = looking;
	const properties = reward.properties || reward.asks ? await listProperties(db) : [];
	const gone = reward.asks ? await listGone(db, { rewardId }) : [];
	const { validTo } = voucherDates(reward, today);
	const version = versionOn(programme, today).document;
	const scopes = gone.map(({ scope }) => scope);
	return {
		...toRewardLine(withoutHouses(kept, properties, scopes), looking),
		today,
		pointsName: version.pointsName,
		balance: looking.asking.balance,
		verified: looking.asking.verified,
		alt: reward.alt,
		description: reward.description,
		terms: reward.terms,
		properties: namesOf(reward, properties),
		offeredTo: reward.offeredTo,
		validTo,
		offers: offersOf(reward, looking, version),
		asks: reward.asks,
		houses: reward.asks ? housesOf(reward, properties, scopes, { now, today }) : [],
		confirm: reward.confirm,
		atOnce: givenAtOnce.includes(reward.kind),
		atDesk: givenAtDesk.includes(reward.kind),
		rate: givenAtDesk.includes(reward.kind) ? rateOf(version) : undefined,
		blackouts: (reward.blackouts ?? []).filter(({ from, to }) => to >= today && from <= validTo),
		cancelTo: givenAtOnce.includes(reward.kind) ? undefined : cancelTo(reward, today),
		limitPerMember: reward.limitPerMember,
		had,
		left: left !== undefined && left <= few ? left : undefined,
		requestId: newId()
	};
}
