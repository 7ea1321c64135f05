import type { Reader } from '../db/database.ts';
import { findEntriesById } from '../ledger/verify-queries.ts';
import type { LedgerProblem } from '../ledger/verify.ts';
import { checkRedemption } from './check-redemption.ts';
import { toReward } from './queries.ts';
import {
	listRedemptionMarks,
	listRewardDocuments,
	listStocks,
	listStrayStocks
} from './verify-queries.ts';

const redemptions_max = 500;
const strays_max = 100;

/**
 * What members bought against what they paid: in every stock, of all, of a house and of a day, left and
 * taken is what was given, and each redemption is what `checkRedemption` says.
 */
export async function verifyRewards(reader: Reader): Promise<LedgerProblem[]> {
	const problems: LedgerProblem[] = [];
	for (const { rewardId, scope, given, left, taken } of await listStocks(reader))
		if (left + taken !== given)
			problems.push({
				invariant: 'stock',
				subject: scope === 'total' ? rewardId : `${rewardId} ${scope}`,
				stored: left,
				computed: given - taken
			});
	for (const { redemptionId, scope } of await listStrayStocks(reader, strays_max))
		problems.push({
			invariant: 'stock',
			subject: redemptionId,
			stored: scope,
			computed: 'none of its stocks'
		});
	const rewards = new Map(
		(await listRewardDocuments(reader)).map((row) => [
			`${row.reward_id} ${row.revision}`,
			toReward(row.document)
		])
	);
	for (let after = ''; ;) {
		const marks = await listRedemptionMarks(reader, after, redemptions_max);
		const ids = marks.flatMap(({ entry_id, return_entry_id }) =>
			return_entry_id === null ? [entry_id] : [entry_id, return_entry_id]
		);
		const entries = await findEntriesById(reader, ids);
		for (const mark of marks) {
			const reward = rewards.get(`${mark.reward_id} ${mark.reward_revision}`);
			if (reward) problems.push(...checkRedemption(mark, reward, entries));
		}
		const last = marks.at(-1);
		if (!last || marks.length < redemptions_max) break;
		after = last.id;
	}
	return problems;
}
