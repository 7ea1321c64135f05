import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import type { TransferTable } from '../db/tables.ts';
import { tellAll, type Message } from '../outbox/queries.ts';

/** Both learn what became of a transfer; by mail too where points moved, or did not as agreed. */
export function tellSides(
	trx: Trx,
	{ id, giver_id, receiver_id, points }: TransferTable,
	what: 'offered' | 'agreed' | 'declined' | 'cancelled' | 'done' | 'failed',
	now: Instant,
	why?: string
): Promise<void> {
	const channels: readonly Message['channel'][] =
		what === 'done' || what === 'failed' ? ['event', 'mail'] : ['event'];
	const messages = [giver_id, receiver_id].flatMap((memberId) =>
		channels.map((channel): Message => {
			const facts = { transferId: id, points, given: memberId === giver_id, ...(why && { why }) };
			return { channel, topic: `transfer-${what}`, to: { kind: 'member', id: memberId }, facts };
		})
	);
	return tellAll(trx, messages, now);
}
