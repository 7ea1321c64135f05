import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import type { TransferTable } from '../db/tables.ts';
import { tellAll, type Message } from '../outbox/queries.ts';

export type What =
	| 'offered'
	| 'offered-again'
	| 'agreed'
	| 'agreed-again'
	| 'declined'
	| 'cancelled'
	| 'done'
	| 'failed';

const byMailToo: ReadonlySet<What> = new Set(['done', 'failed', 'agreed-again']);

/** Both learn what became of a transfer; by mail too where points moved, did not as agreed, or will after all. */
export function tellSides(
	trx: Trx,
	{ id, giver_id, receiver_id, points, due_on }: TransferTable,
	what: What,
	now: Instant,
	why?: string
): Promise<void> {
	const channels: readonly Message['channel'][] = byMailToo.has(what)
		? ['event', 'mail']
		: ['event'];
	const messages = [giver_id, receiver_id].flatMap((memberId) =>
		channels.map((channel): Message => {
			const facts = {
				transferId: id,
				points,
				given: memberId === giver_id,
				...(what === 'agreed-again' && due_on !== null && { date: due_on }),
				...(why && { why })
			};
			return { channel, topic: `transfer-${what}`, to: { kind: 'member', id: memberId }, facts };
		})
	);
	return tellAll(trx, messages, now);
}
