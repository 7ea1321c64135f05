import { sql } from 'kysely';
import { statement } from '../db/statement.ts';

/** The stocks of houses and of days that a reward has nothing left of. */
export const listGone = statement((reader, { rewardId }: { rewardId: string }) =>
	reader
		.selectFrom('reward_stock')
		.select('scope')
		.where('reward_id', '=', rewardId)
		.where('items_left', '=', sql.lit(0))
		.limit(sql.lit(1_000))
);
