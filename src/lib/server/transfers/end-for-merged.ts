import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import { tellAll, type Message } from '../outbox/queries.ts';
import { leaveEveryHousehold } from './household-queries.ts';
import { endOpenTransfers } from './queries.ts';

export interface Gone {
	/** The profile that went into the other; both accounts are held. */
	readonly fromId: string;
	readonly intoId: string;
}

/** What a merge ended. */
export interface EndedByMerge {
	readonly transfers: readonly { readonly id: string; readonly was: OpenStatus }[];
	readonly householdIds: readonly string[];
}

export type OpenStatus = 'offered' | 'agreed';

/**
 * What was agreed with a profile was not agreed with another one: transfers of the one that goes end
 * without moving a point, and it leaves its household; both sides are told, in its place the profile
 * that stays, by mail where a day was promised. What ended is what `reopenForParted` is told.
 */
export async function endForMerged(
	trx: Trx,
	{ fromId, intoId }: Gone,
	on: PlainDate,
	now: Instant
): Promise<EndedByMerge> {
	const householdIds = await leaveEveryHousehold(trx, fromId, now);
	const ended = await endOpenTransfers(trx, fromId, on, 'merged');
	const messages = ended.flatMap(({ id, points, giver_id, receiver_id, due_on }) => {
		const wasAgreed = openStatus(due_on) === 'agreed';
		const channels: readonly Message['channel'][] = wasAgreed ? ['event', 'mail'] : ['event'];
		const facts = { transferId: id, points, why: 'merged' };
		const giver = giver_id === fromId ? intoId : giver_id;
		const receiver = receiver_id === fromId ? intoId : receiver_id;
		return [...new Set([giver, receiver])].flatMap((memberId) =>
			channels.map((channel): Message => ({
				channel,
				topic: wasAgreed ? 'transfer-failed' : 'transfer-cancelled',
				to: { kind: 'member', id: memberId },
				facts: { ...facts, given: memberId === giver }
			}))
		);
	});
	await tellAll(trx, messages, now);
	const transfers = ended.map(({ id, due_on }) => ({ id, was: openStatus(due_on) }));
	return { transfers, householdIds };
}

/** What an open transfer was: a day is promised with the yes. */
function openStatus(dueOn: PlainDate | null): OpenStatus {
	return dueOn === null ? 'offered' : 'agreed';
}
