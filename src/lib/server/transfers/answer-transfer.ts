import { addDays, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { checkTransfer } from '#lib/domain/ledger/transfer.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import type { TransferTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { claimCommand, findAnswer, type Asked, type Command } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { movePoints } from './move-points.ts';
import { changeTransfer, findTransfer } from './queries.ts';
import { holdSides, transferTerms, type Sides } from './sides.ts';
import { tellSides } from './tell-sides.ts';

export interface AnswerTransfer extends Command {
	readonly transferId: string;
	readonly isAccepted: boolean;
}

export interface TransferAnswer {
	readonly transferId: string;
	readonly status: 'agreed' | 'done' | 'declined' | 'cancelled';
	/** The day on which the points move, or moved. */
	readonly dueOn?: PlainDate;
}

/**
 * The one who shall have the points says yes or no. After a yes they move on their day, at once where
 * the programme has no delay. Refused: `not-found` for anybody else's, `transfer-over`,
 * `transfers-off`, and what `checkTransfer` and `passPoints` refuse.
 */
export function answerTransfer(
	db: Db,
	command: AnswerTransfer,
	now: Instant
): Promise<TransferAnswer> {
	const { memberId, transferId, isAccepted } = command;
	return transact(db, async (trx) => {
		const programme = await readProgramme(trx);
		const today = todayIn(programme, now);
		const { transfer, sides, before } = await hold(
			trx,
			asked('transfer-answer', command),
			transferId,
			today
		);
		if (before) return before;
		if (transfer.receiver_id !== memberId) throw new Refusal('not-found');
		if (transfer.status !== 'offered') throw new Refusal('transfer-over');
		const keep = async (answer: TransferAnswer) => {
			await claimCommand(trx, asked('transfer-answer', command), answer, now);
			await tellSides(trx, transfer, answer.status, now);
			return answer;
		};
		if (!isAccepted) {
			await changeTransfer(trx, transfer, { status: 'declined', ended_on: today });
			return keep({ transferId, status: 'declined' });
		}
		const terms = transferTerms(programme, today);
		if (terms.delayDays === 0) {
			await movePoints(trx, transfer, sides, programme, today, now);
			return keep({ transferId, status: 'done', dueOn: today });
		}
		checkTransfer(terms, sides.giver, sides.receiver, transfer.points, today);
		const dueOn = addDays(today, terms.delayDays);
		await changeTransfer(trx, transfer, { status: 'agreed', due_on: dueOn });
		return keep({ transferId, status: 'agreed', dueOn });
	});
}

/** Either side takes it back until it is done. Refused: `not-found`, `transfer-over`. */
export function cancelTransfer(
	db: Db,
	command: Command & { readonly transferId: string },
	now: Instant
): Promise<TransferAnswer> {
	const { transferId } = command;
	const ask = asked('transfer-cancel', command);
	return transact(db, async (trx) => {
		const today = todayIn(await readProgramme(trx), now);
		const { transfer, before } = await hold(trx, ask, transferId, today);
		if (before) return before;
		if (transfer.status !== 'offered' && transfer.status !== 'agreed')
			throw new Refusal('transfer-over');
		await changeTransfer(trx, transfer, { status: 'cancelled', ended_on: today });
		const answer = { transferId, status: 'cancelled' } as const;
		await claimCommand(trx, ask, answer, now);
		await tellSides(trx, transfer, 'cancelled', now);
		return answer;
	});
}

interface HeldTransfer {
	readonly transfer: TransferTable;
	readonly sides: Sides;
	readonly before: TransferAnswer | undefined;
}

/** A transfer of the asker with both accounts held: as it stands once nobody else can change it. */
async function hold(
	trx: Trx,
	ask: Asked,
	transferId: string,
	today: PlainDate
): Promise<HeldTransfer> {
	const { memberId } = ask.command;
	const seen = await findTransfer(trx, transferId);
	if (!seen || (seen.giver_id !== memberId && seen.receiver_id !== memberId))
		throw new Refusal('not-found');
	const sides = await holdSides(
		trx,
		{ giverId: seen.giver_id, receiverId: seen.receiver_id },
		today
	);
	const before = await findAnswer<TransferAnswer>(trx, ask);
	const transfer = (await findTransfer(trx, transferId)) ?? seen;
	return { transfer, sides, before };
}
