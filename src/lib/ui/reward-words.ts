import type { RefusalCode } from '#lib/domain/refusal.ts';
import type { Obstacle, ObstacleCode } from '#lib/domain/rewards/obstacle.ts';
import type { RewardKind, WithCash } from '#lib/domain/rewards/reward.ts';
import type { PointsName, TierView } from '#lib/domain/views/common.ts';
import type { RewardGives, VoucherStatus } from '#lib/domain/views/rewards.ts';
import {
	counted,
	formatMoneyShort,
	formatNumber,
	inWords,
	pointsWord,
	sayPoints
} from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRefusal } from './problems.ts';

const kindWords: Readonly<Record<RewardKind, () => string>> = {
	'free-night': m.reward_kind_free_night,
	'nth-night': m.reward_kind_nth_night,
	'room-upgrade': m.reward_kind_room_upgrade,
	'late-check-out': m.reward_kind_late_check_out,
	breakfast: m.reward_kind_breakfast,
	'dining-credit': m.reward_kind_dining_credit,
	'spa-credit': m.reward_kind_spa_credit,
	'money-off': m.reward_kind_money_off,
	'partner-code': m.reward_kind_partner_code,
	gift: m.reward_kind_gift,
	'status-gift': m.reward_kind_status_gift,
	donation: m.reward_kind_donation
};

export function sayRewardKind(kind: RewardKind): string {
	return kindWords[kind]();
}

/** What one gets, in a line: "2 nights", "€40 for food and drinks", "Your room until 16:00". */
export function sayGives(gives: RewardGives): string {
	return sayWhat(gives) ?? sayRewardKind(gives.kind);
}

/** "4,000 points and €20 at the hotel". */
export function sayWithCash({ points, cash }: WithCash, name: PointsName): string {
	const amount = formatMoneyShort(cash.minor, cash.currency);
	return m.rewards_with_cash({ points: sayPoints(points, name), amount });
}

function sayWhat(gives: RewardGives): string | undefined {
	const {
		kind,
		nights,
		nightsMost,
		nth,
		amount,
		until,
		room,
		persons,
		mornings,
		partner,
		tier,
		months
	} = gives;
	const money = amount && formatMoneyShort(amount.minor, amount.currency);
	switch (kind) {
		case 'free-night':
			return nights === undefined && nightsMost
				? m.reward_gives_nights_most({ nights: nightsMost })
				: m.reward_gives_nights(counted(nights ?? 1));
		case 'nth-night':
			return nth === undefined ? undefined : m.reward_gives_nth({ nth });
		case 'room-upgrade':
			return room && m.reward_gives_room({ room: inWords(room) });
		case 'late-check-out':
			return until && m.reward_gives_until({ time: until });
		case 'breakfast':
			return persons && mornings ? m.reward_gives_breakfast({ persons, mornings }) : undefined;
		case 'dining-credit':
			return money && m.reward_gives_amount({ amount: money });
		case 'spa-credit':
			return money && m.reward_gives_spa({ amount: money });
		case 'money-off':
			return money ?? m.reward_gives_money_off();
		case 'partner-code':
			return partner && m.reward_gives_partner({ partner: inWords(partner) });
		case 'status-gift':
			return tier && months ? m.reward_gives_status({ months, tier: inWords(tier) }) : undefined;
		case 'donation':
			return partner && m.reward_gives_donation({ partner: inWords(partner) });
		case 'gift':
			return undefined;
	}
}

/** "You need 600 more points." */
function sayShort(short: number, name: PointsName): string {
	return m.reward_no_points({ amount: formatNumber(short), name: pointsWord(short, name) });
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
	'already-held',
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
		case 'already-held':
			return m.reward_no_held();
		case 'reward-limit-reached':
			return m.reward_no_limit(counted(Number(facts['limit'] ?? 1)));
		case 'out-of-stock':
			return m.reward_no_stock();
		case 'not-enough-points':
			return sayShort(Number(facts['short'] ?? 0), pointsName);
		case 'points-owed':
			return m.points_owed({ points: points('owed') });
		case 'address-unverified':
			return m.reward_no_unverified();
		case 'price-changed':
			return typeof facts['cashMinor'] === 'number'
				? m.refusal_price_changed()
				: m.reward_price_changed({ points: points('points') });
		case 'account-suspended':
			return sayRefusal({ code, facts });
	}
}

export function sayVoucherStatus(status: VoucherStatus): string {
	switch (status) {
		case 'reserved':
			return m.voucher_status_reserved();
		case 'issued':
			return m.voucher_status_issued();
		case 'used':
			return m.voucher_status_used();
		case 'cancelled':
			return m.voucher_status_cancelled();
		case 'expired':
			return m.voucher_status_expired();
		case 'returned':
			return m.voucher_status_returned();
	}
}
