import type { RefusalCode } from '#lib/domain/refusal.ts';
import type { Obstacle, ObstacleCode, RewardKind } from '#lib/domain/rewards/reward.ts';
import type { PointsName, TierView } from '#lib/domain/views/common.ts';
import type { RewardGives, VoucherStatus } from '#lib/domain/views/rewards.ts';
import { counted, formatMoneyShort, inWords, sayPoints } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRefusal } from './problems.ts';

export function sayRewardKind(kind: RewardKind): string {
	switch (kind) {
		case 'free-night':
			return m.reward_kind_free_night();
		case 'dining-credit':
			return m.reward_kind_dining_credit();
		case 'late-check-out':
			return m.reward_kind_late_check_out();
	}
}

/** What one gets, in a line: "2 nights", "€40 for food and drinks", "Your room until 16:00". */
export function sayGives({ kind, nights, amount, until }: RewardGives): string {
	switch (kind) {
		case 'free-night':
			return m.reward_gives_nights(counted(nights ?? 1));
		case 'dining-credit':
			return amount
				? m.reward_gives_amount({ amount: formatMoneyShort(amount.minor, amount.currency) })
				: sayRewardKind(kind);
		case 'late-check-out':
			return until ? m.reward_gives_until({ time: until }) : sayRewardKind(kind);
	}
}

interface Said {
	readonly code: ObstacleCode | 'price-changed';
	readonly facts: Obstacle['facts'];
}

/** Whether `sayObstacle` has words with what is missing; other refusals have theirs in `sayRefusal`. */
export function isObstacle(code: RefusalCode): code is Said['code'] {
	return obstacles.includes(code);
}

const obstacles: readonly RefusalCode[] = [
	'reward-not-on-offer',
	'tier-too-low',
	'reward-limit-reached',
	'out-of-stock',
	'not-enough-points',
	'points-owed',
	'address-unverified',
	'price-changed'
] satisfies readonly Said['code'][];

/** Why it cannot be had now, with what is missing. */
export function sayObstacle(
	{ code, facts }: Said,
	pointsName: PointsName,
	tierMin?: TierView
): string {
	const points = (fact: string) => sayPoints(Number(facts[fact] ?? 0), pointsName);
	switch (code) {
		case 'reward-not-on-offer':
			return m.reward_no_offer();
		case 'tier-too-low':
			return tierMin ? m.reward_no_tier({ tier: inWords(tierMin.name) }) : m.refusal_tier_too_low();
		case 'reward-limit-reached':
			return m.reward_no_limit(counted(Number(facts['limit'] ?? 1)));
		case 'out-of-stock':
			return m.reward_no_stock();
		case 'not-enough-points':
			return m.reward_no_points({ points: points('short') });
		case 'points-owed':
			return m.points_owed({ points: points('owed') });
		case 'address-unverified':
			return m.reward_no_unverified();
		case 'price-changed':
			return m.reward_price_changed({ points: points('points') });
		case 'account-suspended':
			return sayRefusal({ code, facts });
	}
}

export function sayVoucherStatus(status: VoucherStatus): string {
	switch (status) {
		case 'issued':
			return m.voucher_status_issued();
		case 'used':
			return m.voucher_status_used();
		case 'cancelled':
			return m.voucher_status_cancelled();
		case 'expired':
			return m.voucher_status_expired();
	}
}
