import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { earliestDay } from '#lib/domain/rewards/dates.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { RewardHouse } from '#lib/domain/views/rewards.ts';
import type { Property } from '../stays/properties.ts';

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
