import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';

export interface CodeCounts {
	readonly free: number;
	readonly used: number;
}

/** The codes among these that are new; the others are kept already and stay as they are. */
export async function addCodes(
	trx: Trx,
	rewardId: string,
	codes: readonly string[],
	{ by, now }: { readonly by: string; readonly now: Instant }
): Promise<ReadonlySet<string>> {
	const rows = await trx
		.insertInto('partner_code')
		.values(
			codes.map((code) => ({
				reward_id: rewardId,
				code,
				redemption_id: null,
				recorded_at: now,
				recorded_by: by
			}))
		)
		.onConflict((conflict) => conflict.columns(['reward_id', 'code']).doNothing())
		.returning('code')
		.execute();
	return new Set(rows.map(({ code }) => code));
}

export async function countCodes(reader: Reader, rewardId: string): Promise<CodeCounts> {
	const row = await reader
		.selectFrom('partner_code')
		.select(({ fn }) => [fn.countAll().as('all'), fn.count('redemption_id').as('used')])
		.where('reward_id', '=', rewardId)
		.executeTakeFirstOrThrow();
	const used = Number(row.used);
	return { free: Number(row.all) - used, used };
}
