import { addDays, type PlainDate } from '../calendar.ts';
import type { Tier } from '../programme/programme.ts';
import { Refusal, type Facts, type RefusalCode } from '../refusal.ts';
import type { Text } from '../text.ts';

export const rewardKinds = [
	'free-night',
	'nth-night',
	'room-upgrade',
	'late-check-out',
	'breakfast',
	'dining-credit',
	'spa-credit',
	'money-off',
	'partner-code',
	'gift',
	'status-gift',
	'donation'
] as const;
export type RewardKind = (typeof rewardKinds)[number];

export const rewardStatuses = ['draft', 'offered', 'paused', 'archived'] as const;
export type RewardStatus = (typeof rewardStatuses)[number];

export interface Amount {
	readonly minor: number;
	readonly currency: string;
}

/** Days on which a voucher is not taken, both included. */
export interface Blackout {
	readonly from: PlainDate;
	readonly to: PlainDate;
}

/** Fewer points, and the rest at the hotel. */
export interface WithCash {
	readonly points: number;
	readonly cash: Amount;
}

/**
 * The hotel says yes or no to each, at the latest so many days before the day of use, at that time
 * where the house is; what nobody confirmed returns by itself.
 */
export interface Confirm {
	readonly daysBefore: number;
	/** 'HH:MM'. */
	readonly by: string;
}

/** What the hotel gives for points, as the catalogue keeps it. */
export interface Reward {
	readonly kind: RewardKind;
	readonly name: Text;
	readonly description: Text;
	readonly terms?: Text | undefined;
	/** The price of everybody whose tier has none of its own. */
	readonly points: number;
	readonly pointsByTier?: Readonly<Record<string, number>> | undefined;
	/** Other ways to pay, for every tier alike. */
	readonly withCash?: readonly WithCash[] | undefined;
	/** The lowest tier that may have it. */
	readonly tierMin?: string | undefined;
	/** Codes of the houses where it can be used; none: all of them. */
	readonly properties?: readonly string[] | undefined;
	/** The first and the last day on which it can be redeemed. */
	readonly offeredFrom?: PlainDate | undefined;
	readonly offeredTo?: PlainDate | undefined;
	/** What the guest says when redeeming: the house, or the house and the day of use. */
	readonly asks?: 'property' | 'date' | undefined;
	/** Redeemed at the latest so many hours before the day of use begins at the house. */
	readonly leadHours?: number | undefined;
	/** How many a house gives on one day of use. */
	readonly perDay?: number | undefined;
	readonly confirm?: Confirm | undefined;
	/** Fewer left than this, and the manager is told. */
	readonly lowStock?: number | undefined;
	/** A voucher can be used from the day it was redeemed through so many days later. */
	readonly validDays: number;
	readonly blackouts?: readonly Blackout[] | undefined;
	readonly limitPerMember?: number | undefined;
	/** Until how many days later it can be taken back; 0: the same day; none: it cannot. */
	readonly cancelWithinDays?: number | undefined;
	/** Of a credit. */
	readonly amount?: Amount | undefined;
	/** Of a credit: it may be taken in parts. */
	readonly inParts?: boolean | undefined;
	/** Of a late check-out: until when the room is kept, 'HH:MM'. */
	readonly until?: string | undefined;
	/** Of a free night: how many one is. */
	readonly nights?: number | undefined;
	/** Of a free night: as many as the guest wishes, up to so many; the price is for each. */
	readonly nightsMost?: number | undefined;
	/** Of an nth night: which night of a paid stay is free. */
	readonly nth?: number | undefined;
	/** Of an upgrade: to what. */
	readonly room?: Text | undefined;
	/** Of breakfasts. */
	readonly persons?: number | undefined;
	readonly mornings?: number | undefined;
	/** Of a partner's code: whose it is. Of a donation: who receives it. */
	readonly partner?: Text | undefined;
	/** Of a status gift. */
	readonly tier?: string | undefined;
	readonly months?: number | undefined;
}

/** Given at the moment it is redeemed; nothing is left for a desk to take. */
export const givenAtOnce: readonly RewardKind[] = ['partner-code', 'status-gift', 'donation'];

/** What the guest chose beside the reward itself. */
export interface Choice {
	/** The code of the house. */
	readonly property?: string | undefined;
	readonly useOn?: PlainDate | undefined;
	readonly nights?: number | undefined;
	/** Which of `withCash`, by its cash in minor units; none: points alone. */
	readonly cashMinor?: number | undefined;
}

export type ObstacleCode = Extract<
	RefusalCode,
	| 'address-unverified'
	| 'account-suspended'
	| 'reward-not-on-offer'
	| 'tier-too-low'
	| 'reward-limit-reached'
	| 'out-of-stock'
	| 'points-owed'
	| 'not-enough-points'
>;

/** Why somebody cannot have a reward now. */
export interface Obstacle {
	readonly code: ObstacleCode;
	readonly facts: Facts;
}

/** Who asks, as far as it decides. */
export interface Asking {
	readonly verified: boolean;
	readonly suspended: boolean;
	readonly tier: string;
	/** How many of this reward the member has had; those taken back do not count. */
	readonly had: number;
	/** Points that can be spent today. */
	readonly balance: number;
	readonly debt: number;
}

/** A reward as the catalogue offers it on a day. */
export interface Offer {
	readonly reward: Reward;
	readonly status: RewardStatus;
	/** Undefined: as many as are asked for. */
	readonly left: number | undefined;
	/** Lowest first. */
	readonly tiers: readonly Tier[];
	readonly today: PlainDate;
}

/** The points that the held tier pays: its own price, else that of the nearest lower tier that has one. */
export function priceFor(
	{ points, pointsByTier = {} }: Reward,
	tier: string,
	tiers: readonly Pick<Tier, 'id'>[]
): number {
	const rank = tiers.findIndex(({ id }) => id === tier);
	const priced = tiers.slice(0, rank + 1).findLast(({ id }) => pointsByTier[id] !== undefined);
	return (priced && pointsByTier[priced.id]) ?? points;
}

/** The first reason why the member cannot have the reward now. Facts: `tier`, `limit`, `owed`, `short`. */
export function obstacle(asking: Asking, offer: Offer): Obstacle | undefined {
	const { reward, left, tiers } = offer;
	if (asking.suspended) return { code: 'account-suspended', facts: {} };
	if (!isOnOffer(offer)) return { code: 'reward-not-on-offer', facts: {} };
	if (!asking.verified) return { code: 'address-unverified', facts: {} };
	if (!atLeast(asking.tier, reward.tierMin, tiers))
		return { code: 'tier-too-low', facts: { tier: reward.tierMin ?? '' } };
	const { limitPerMember: limit } = reward;
	if (limit !== undefined && asking.had >= limit)
		return { code: 'reward-limit-reached', facts: { limit } };
	if (left !== undefined && left <= 0) return { code: 'out-of-stock', facts: {} };
	if (asking.debt > 0) return { code: 'points-owed', facts: { owed: asking.debt } };
	const short = priceFor(reward, asking.tier, tiers) - asking.balance;
	if (short > 0) return { code: 'not-enough-points', facts: { short, balance: asking.balance } };
	return undefined;
}

/**
 * What the redemption costs and the days of its voucher. Refused: every obstacle, and `price-changed`
 * with today's `points` when the price the member saw is another: nothing is charged that was not shown.
 */
export function decideRedemption(
	asking: Asking,
	offer: Offer,
	seen: number
): { readonly points: number; readonly validFrom: PlainDate; readonly validTo: PlainDate } {
	const { reward, tiers, today } = offer;
	const no = obstacle(asking, offer);
	const points = priceFor(reward, asking.tier, tiers);
	// Too few points for a price nobody was shown is first of all another price.
	if (no && no.code !== 'not-enough-points') throw new Refusal(no.code, no.facts);
	if (points !== seen) throw new Refusal('price-changed', { points, seen });
	if (no) throw new Refusal(no.code, no.facts);
	return { points, ...voucherDates(reward, today) };
}

/** From the day it was redeemed through so many days later. */
export function voucherDates(
	{ validDays }: Reward,
	redeemedOn: PlainDate
): { readonly validFrom: PlainDate; readonly validTo: PlainDate } {
	return { validFrom: redeemedOn, validTo: addDays(redeemedOn, validDays) };
}

/** The last day on which what was redeemed on a day can be taken back; undefined where it cannot. */
export function cancelTo(
	{ cancelWithinDays }: Pick<Reward, 'cancelWithinDays'>,
	redeemedOn: PlainDate
): PlainDate | undefined {
	return cancelWithinDays === undefined ? undefined : addDays(redeemedOn, cancelWithinDays);
}

function isOnOffer({ reward, status, today }: Offer): boolean {
	const { offeredFrom, offeredTo } = reward;
	if (status !== 'offered') return false;
	return (
		(offeredFrom === undefined || offeredFrom <= today) &&
		(offeredTo === undefined || today <= offeredTo)
	);
}

function atLeast(
	tier: string,
	needed: string | undefined,
	tiers: readonly Pick<Tier, 'id'>[]
): boolean {
	if (needed === undefined) return true;
	const rank = (id: string) => tiers.findIndex((one) => one.id === id);
	// A tier that the programme no longer has is one that nobody holds.
	return rank(needed) >= 0 && rank(tier) >= rank(needed);
}
