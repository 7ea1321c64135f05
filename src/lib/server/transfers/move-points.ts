import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { checkTransfer, passPoints } from '#lib/domain/ledger/transfer.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Trx } from '../db/database.ts';
import type { TransferTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { tellPosted, toNotice } from '../ledger/tell-posted.ts';
import { changeTransfer } from './queries.ts';
import { transferTerms, type Sides } from './sides.ts';

/**
 * The points of a transfer move, both accounts in one transaction. Everything is checked again as it
 * is on that day; what refuses has written nothing.
 */
export async function movePoints(
	trx: Trx,
	transfer: TransferTable,
	{ held, giver, receiver }: Sides,
	programme: Programme,
	on: PlainDate,
	now: Instant
): Promise<void> {
	const { id, points, status } = transfer;
	checkTransfer(transferTerms(programme, on), giver, receiver, points, on);
	const members = [giver.memberId, receiver.memberId];
	const histories = await readHistories(trx, members, held, programme);
	const from = histories.get(giver.memberId);
	const to = histories.get(receiver.memberId);
	if (!from || !to) throw new Error(`transfer ${id} has two sides`);
	const passing = { points, on, how: 'gift', transfer: id } as const;
	const passed = passPoints(from, to, passing, programme, newId);
	const postings = [
		{ memberId: giver.memberId, posting: passed.giver.posting },
		{ memberId: receiver.memberId, posting: passed.receiver.posting }
	];
	await writePostings(trx, postings, now);
	await changeTransfer(
		trx,
		{ id, status },
		{
			status: 'done',
			due_on: on,
			ended_on: on,
			out_entry_id: passed.giver.posting.entries.at(-1)?.id ?? null,
			in_entry_id: passed.receiver.posting.entries.at(-1)?.id ?? null
		}
	);
	await tellPosted(trx, postings.map(toNotice), now);
}
