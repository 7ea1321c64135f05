import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { endRequest, findRequest } from './request-queries.ts';

/**
 * The guest says no. What is declined or over already stays so. Refused: `not-found` for what was asked
 * of somebody else, `request-over` for what is done.
 */
export function declineRequest(
	db: Db,
	{ id, memberId }: { readonly id: string; readonly memberId: string },
	now: Instant
): Promise<void> {
	return transact(db, async (trx) => {
		await lockAccount(trx, memberId);
		const request = await findRequest(trx, id);
		if (request?.memberId !== memberId) throw new Refusal('not-found');
		if (request.status === 'done') throw new Refusal('request-over');
		if (request.status !== 'open') return;
		await endRequest(trx, id, 'declined');
		const actor = { kind: 'member', id: memberId } as const;
		const subject = { kind: 'desk-request', id };
		await recordAct(trx, { actor, act: 'points-request-declined', subject }, now);
	});
}
