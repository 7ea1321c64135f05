import { dateIn, timeIn, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import type { Amount, Reward } from '#lib/domain/rewards/reward.ts';
import { showVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { statusOn } from '#lib/domain/rewards/voucher.ts';
import type { Text } from '#lib/domain/text.ts';
import type { RewardGives, VoucherLine, Wall } from '#lib/domain/views/rewards.ts';
import type { Property } from '../stays/properties.ts';
import type { Bought } from './redemption-queries.ts';

/** What the hotel gives; of what was bought, the amount and the nights of that day. */
export function givesOf({
	reward,
	amount,
	nights
}: Pick<Bought, 'reward' | 'amount' | 'nights'>): RewardGives {
	const { kind, until, nightsMost, nth, room, persons, mornings, partner, months } = reward;
	return {
		...{ kind, until, nightsMost, nth, room, persons, mornings, partner, months },
		amount: amount ?? reward.amount,
		nights: nights ?? reward.nights
	};
}

export function toVoucherLine(
	bought: Bought,
	properties: readonly Property[],
	today: PlainDate
): VoucherLine {
	const status = statusOn(bought, today);
	const house = properties.find(({ id }) => id === bought.bookedAt);
	return {
		id: bought.id,
		name: bought.reward.name,
		image: bought.image,
		...givesOf(bought),
		status,
		code: showVoucherCode(bought.code),
		validFrom: bought.validFrom,
		validTo: bought.validTo,
		properties: house ? [house.name] : namesOf(bought.reward, properties),
		useOn: bought.useOn,
		left: leftOf(bought),
		waitsTo:
			status === 'reserved' && house && bought.confirmTo
				? wallOf(house, bought.confirmTo)
				: undefined,
		usedAt: bought.usedAt
	};
}

/** Of a credit that was taken in part, what is left. */
function leftOf({ status, amount, leftMinor }: Bought): Amount | undefined {
	const isPart = status === 'issued' && amount !== undefined && leftMinor !== amount.minor;
	return isPart && leftMinor !== undefined ? { ...amount, minor: leftMinor } : undefined;
}

/** What the clock on the wall of a house shows at a moment. */
export function wallOf({ timeZone }: Pick<Property, 'timeZone'>, at: Instant): Wall {
	return { on: dateIn(timeZone, at), at: timeIn(timeZone, at) };
}

/** The names of the houses where a reward can be used; undefined: in all of them. */
export function namesOf(
	reward: Reward,
	properties: readonly Property[]
): readonly Text[] | undefined {
	return reward.properties?.map(
		(code) => properties.find((property) => property.code === code)?.name ?? { en: code }
	);
}
