import type { Instant } from '#lib/domain/calendar.ts';
import { checkTransfer } from '#lib/domain/ledger/transfer.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { claimCommand, findAnswer, type Command } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { findMembersByNumber } from '../members/guest-queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findTransfer, insertOffer } from './queries.ts';
import { holdSides, transferTerms } from './sides.ts';
import { tellSides } from './tell-sides.ts';

/** The id becomes that of the transfer. */
export interface OfferTransfer extends Command {
	/** The card of the one who shall have them. */
	readonly number: string;
	readonly points: number;
}

export interface Offered {
	readonly transferId: string;
	readonly status: 'offered';
}

/**
 * Offers points to another member; none are taken or kept back until they say yes. Refused:
 * `transfers-off`, `not-found` for an unknown card, `not-enough-points`, `invalid`, and what
 * `checkTransfer` refuses.
 */
export function offerTransfer(db: Db, command: OfferTransfer, now: Instant): Promise<Offered> {
	const { id, memberId, number, points } = command;
	const ask = asked('transfer-offer', command);
	return transact(db, async (trx) => {
		if (!Number.isSafeInteger(points) || points <= 0)
			throw new Refusal('invalid', { field: 'points' });
		const programme = await readProgramme(trx);
		const today = todayIn(programme, now);
		const receiverId = (await findMembersByNumber(trx, [number])).get(number);
		const sides = await holdSides(
			trx,
			{ giverId: memberId, receiverId: receiverId ?? memberId },
			today
		);
		const before = await findAnswer<Offered>(trx, ask);
		if (before) return before;
		const terms = transferTerms(programme, today);
		if (receiverId === undefined) throw new Refusal('not-found', { field: 'number' });
		checkTransfer(terms, sides.giver, sides.receiver, points, today);
		const balance = sides.held.get(memberId)?.account.balance ?? 0;
		if (balance < points)
			throw new Refusal('not-enough-points', { short: points - balance, balance });

		await insertOffer(trx, { id, giverId: memberId, receiverId, points }, now);
		const answer: Offered = { transferId: id, status: 'offered' };
		await claimCommand(trx, ask, answer, now);
		const offer = await findTransfer(trx, id);
		if (offer) await tellSides(trx, offer, 'offered', now);
		return answer;
	});
}
