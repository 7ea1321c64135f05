import type { Reader } from '../db/database.ts';
import { findEntriesById, type EntryMark } from '../ledger/verify-queries.ts';
import type { LedgerProblem } from '../ledger/verify.ts';
import {
	listRedemptionMarks,
	listStocks,
	listTakenTwice,
	type RedemptionMark
} from './verify-queries.ts';

const redemptions_max = 500;

/**
 * What members bought against what they paid: stock left and taken is the stock given, every redemption
 * has its entry of the same points, what was cancelled has been given back and nothing else, and no
 * voucher was taken twice, or without being used.
 */
export async function verifyRewards(reader: Reader): Promise<LedgerProblem[]> {
	const problems: LedgerProblem[] = [];
	for (const { rewardId, given, left, taken } of await listStocks(reader))
		if (left + taken !== given)
			problems.push({
				invariant: 'stock',
				subject: rewardId,
				stored: left,
				computed: given - taken
			});
	for (let after = ''; ;) {
		const marks = await listRedemptionMarks(reader, after, redemptions_max);
		const ids = marks.flatMap(({ entry_id, return_entry_id }) =>
			return_entry_id === null ? [entry_id] : [entry_id, return_entry_id]
		);
		const entries = await findEntriesById(reader, ids);
		for (const mark of marks) problems.push(...checkRedemption(mark, entries));
		const last = marks.at(-1);
		if (!last || marks.length < redemptions_max) break;
		after = last.id;
	}
	for (const { redemptionId, takes } of await listTakenTwice(reader))
		problems.push({ invariant: 'voucher', subject: redemptionId, stored: takes, computed: 1 });
	return problems;
}

function checkRedemption(
	mark: RedemptionMark,
	entries: ReadonlyMap<string, EntryMark>
): LedgerProblem[] {
	const problems: LedgerProblem[] = [];
	const note = (
		invariant: 'redemption' | 'voucher',
		stored: string | number | null,
		computed: string | number | null
	) => problems.push({ invariant, memberId: mark.member_id, subject: mark.id, stored, computed });

	const paid = entries.get(mark.entry_id);
	if (paid?.kind !== 'redeem' || paid.ownerId !== mark.member_id)
		note('redemption', paid?.kind ?? null, 'redeem');
	else if (paid.points !== -mark.points) note('redemption', mark.points, -paid.points);

	const back = mark.return_entry_id === null ? undefined : entries.get(mark.return_entry_id);
	const isCancelled = mark.status === 'cancelled' || mark.status === 'returned';
	if (isCancelled !== (mark.return_entry_id !== null))
		note('redemption', mark.status, mark.return_entry_id);
	else if (isCancelled && back?.reverses !== mark.entry_id)
		note('redemption', back?.reverses ?? null, mark.entry_id);
	if (!isCancelled && paid?.reversedBy !== undefined) note('redemption', mark.status, 'given back');

	if (mark.code === null) note('voucher', null, 'a code');
	if ((mark.status === 'used') !== (mark.take_id !== null))
		note('voucher', mark.status, mark.take_id);
	return problems;
}
