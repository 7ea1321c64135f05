import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';

/**
 * Whether a stock, named `low`, of a reward runs low: as few as the manager wants to be told, or none. Of
 * the days of a house those that are not over, where the manager wants to be told at all.
 */
const isLow = (today: PlainDate) => sql<boolean>`case
	when low.items_left is null then false
	when low.scope like 'day:%' then reward.low_stock is not null and ${dayOf()} >= ${today}
		and (low.items_left = 0 or (low.items_left <= reward.low_stock and low.given > reward.low_stock))
	else low.items_left = 0 or low.items_left <= coalesce(reward.low_stock, 0) end`;

/** 'day:<id of the house>:<date>', see `stock-queries.ts`; an id has 36 characters. */
const dayOf = () => sql<string>`substr(low.scope, 42)`;

const isLowOfCodes = (free: ReturnType<typeof freeCodes>) =>
	sql<boolean>`reward.kind = 'partner-code' and ${free} <= coalesce(reward.low_stock, 0)`;

const freeCodes = () => sql<number>`(select count(*) from partner_code as code
	where code.reward_id = reward.id and code.redemption_id is null)`;

const isThere = sql<boolean>`reward.status in ('offered', 'paused')`;

/** Whether anything of a reward runs low. */
export const runsLow = (today: PlainDate) => sql<boolean>`${isThere} and (
	exists (select 1 from reward_stock as low where low.reward_id = reward.id and ${isLow(today)})
	or (${isLowOfCodes(freeCodes())}))`;

export interface LowRow {
	readonly id: string;
	readonly document: string;
	/** None: codes of a partner. */
	readonly scope?: string | undefined;
	readonly left: number;
}

/** All that runs low, the fewest first. */
export async function listLow(reader: Reader, today: PlainDate, limit: number): Promise<LowRow[]> {
	const stocks = await reader
		.selectFrom('reward')
		.innerJoin('reward_stock as low', 'low.reward_id', 'reward.id')
		.select(['reward.id', 'reward.document', 'low.scope', 'low.items_left'])
		.where(isThere)
		.where(isLow(today))
		.orderBy('low.items_left')
		.orderBy('low.scope', 'desc')
		.orderBy('reward.id')
		.limit(limit)
		.execute();
	const codes = await reader
		.selectFrom('reward')
		.select(['reward.id', 'reward.document'])
		.select(freeCodes().as('free'))
		.where(isThere)
		.where(isLowOfCodes(freeCodes()))
		.orderBy('reward.id')
		.limit(limit)
		.execute();
	return [
		...stocks.map((row) => ({
			...{ id: row.id, document: row.document, scope: row.scope },
			left: row.items_left ?? 0
		})),
		...codes.map((row) => ({ id: row.id, document: row.document, left: Number(row.free) }))
	].sort((one, other) => one.left - other.left);
}
