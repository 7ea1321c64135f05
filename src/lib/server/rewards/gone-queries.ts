import { sql } from 'kysely';
import { keyedStatement, statement } from '../db/statement.ts';

/** The stocks of houses and of days that a reward has nothing left of. */
export const listGone = statement((reader, { rewardId }: { rewardId: string }) =>
	reader
		.selectFrom('reward_stock')
		.select('scope')
		.where('reward_id', '=', rewardId)
		.where('items_left', '=', sql.lit(0))
		.limit(sql.lit(1_000))
);

/** The rewards of which a house, or a day of it, has nothing left; the latest days first. */
export const listGoneAt = statement((reader, { house, days }: { house: string; days: string }) =>
	reader
		.selectFrom('reward_stock')
		.select(['reward_id', 'scope'])
		.where('items_left', '=', sql.lit(0))
		.where((stock) => stock.or([stock('scope', '=', house), stock('scope', 'like', days)]))
		.orderBy('scope', 'desc')
		.limit(sql.lit(1_000))
);

/** Of several rewards, the houses that have nothing left. */
export const listGoneHouses = keyedStatement((reader, rewardIds) =>
	reader
		.selectFrom('reward_stock')
		.select(['reward_id', 'scope'])
		.where('reward_id', 'in', rewardIds)
		.where('items_left', '=', sql.lit(0))
		.where('scope', 'like', sql.lit('property:%'))
);
