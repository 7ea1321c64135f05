import type { Instant } from '#lib/domain/calendar.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Trx } from '../db/database.ts';
import { tellAll } from '../outbox/queries.ts';
import { listManagerIds } from '../staff/queries.ts';
import { listProperties } from '../stays/properties.ts';

export interface Left {
	readonly rewardId: string;
	readonly reward: Pick<Reward, 'name' | 'lowStock'>;
	/** The house whose number it is; undefined: the number in all. */
	readonly propertyId?: string | undefined;
	/** After one more was taken. */
	readonly left: number;
}

/** Managers are told when a stock comes down to what they want to be told at, and when nothing is left. */
export async function tellLow(
	trx: Trx,
	{ rewardId, reward, propertyId, left }: Left,
	now: Instant
): Promise<void> {
	const { name, lowStock } = reward;
	if (lowStock === undefined || (left !== lowStock && left !== 0)) return;
	const house = (await listProperties(trx)).find(({ id }) => id === propertyId);
	const facts = {
		rewardId,
		reward: JSON.stringify(name),
		left,
		...(house ? { house: JSON.stringify(house.name) } : {})
	};
	const managers = await listManagerIds(trx);
	await tellAll(
		trx,
		managers.map((id) => ({
			channel: 'mail' as const,
			topic: 'stock-low',
			to: { kind: 'staff' as const, id },
			facts
		})),
		now
	);
}
