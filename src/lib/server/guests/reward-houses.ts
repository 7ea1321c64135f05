import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { earliestDay } from '#lib/domain/rewards/dates.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { RewardHouse } from '#lib/domain/views/rewards.ts';
import type { KeptFor } from '../rewards/queries.ts';
import { ofHouse } from '../rewards/stock-queries.ts';
import type { Property } from '../stays/properties.ts';

/** A reward of which every house where it is used has nothing left has nothing left itself. */
export function withoutHouses<Shown extends Pick<KeptFor, 'reward' | 'left'>>(
	kept: Shown,
	properties: readonly Property[],
	gone: readonly string[]
): Shown {
	const { asks, properties: codes } = kept.reward;
	const houses = properties.filter(({ code }) => codes?.includes(code) ?? true);
	const isGone = houses.length > 0 && houses.every(({ id }) => gone.includes(ofHouse(id)));
	return asks && isGone ? { ...kept, left: 0 } : kept;
}

/** The houses where it can be had, with their first day and the days that are full. */
export function housesOf(
	reward: Reward,
	properties: readonly Property[],
	gone: readonly string[],
	{ now, today }: { readonly now: Instant; readonly today: PlainDate }
): RewardHouse[] {
	const { asks, nights } = reward;
	return properties
		.filter(({ code }) => reward.properties?.includes(code) ?? true)
		.map(({ id, code, name, timeZone }) => {
			const isGone = gone.includes(`property:${id}`);
			const first = asks === 'date' ? earliestDay({ reward, now, today, timeZone, nights }) : today;
			const ofDays = `day:${id}:`;
			return {
				...{ code, name, earliest: isGone ? undefined : first },
				full: gone
					.filter((scope) => scope.startsWith(ofDays))
					.map((scope) => scope.slice(ofDays.length))
					.filter((day) => day >= today)
					.sort()
			};
		});
}
