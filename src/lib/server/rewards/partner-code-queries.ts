import { sql } from 'kysely';
import { dialectOf, type Reader, type Trx } from '../db/database.ts';
import { statement } from '../db/statement.ts';

const nextFree = statement((reader, { rewardId }: { rewardId: string }) => free(reader, rewardId));

// Who waits for a code that another one gets goes on to the next.
const lockNextFree = statement((reader, { rewardId }: { rewardId: string }) =>
	free(reader, rewardId).forUpdate()
);

function free(reader: Reader, rewardId: string) {
	return reader
		.selectFrom('partner_code')
		.select('code')
		.where('reward_id', '=', rewardId)
		.where('redemption_id', 'is', null)
		.orderBy('code')
		.limit(sql.lit(1));
}

/** Gives one of the codes that nobody has to a redemption; undefined when there is none. */
export async function claimPartnerCode(
	trx: Trx,
	rewardId: string,
	redemptionId: string
): Promise<string | undefined> {
	const next = dialectOf(trx) === 'postgres' ? lockNextFree : nextFree;
	const [found] = await next(trx, { rewardId });
	if (!found) return undefined;
	await trx
		.updateTable('partner_code')
		.set({ redemption_id: redemptionId })
		.where('reward_id', '=', rewardId)
		.where('code', '=', found.code)
		.execute();
	return found.code;
}

/** What a redemption of a partner's code gave. */
export async function findPartnerCode(
	reader: Reader,
	redemptionId: string
): Promise<string | undefined> {
	const row = await reader
		.selectFrom('partner_code')
		.select('code')
		.where('redemption_id', '=', redemptionId)
		.executeTakeFirst();
	return row?.code;
}

/** Codes that nobody has. */
export async function countFreeCodes(reader: Reader, rewardId: string): Promise<number> {
	const row = await reader
		.selectFrom('partner_code')
		.select(({ fn }) => fn.countAll().as('count'))
		.where('reward_id', '=', rewardId)
		.where('redemption_id', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}
