import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { tell } from '../outbox/queries.ts';
import { dueFrom } from './due-from.ts';
import { holdCase } from './hold-case.ts';
import { addMessage, changeCase, findMessage, lockCase } from './queries.ts';

/** What is said may be so long. */
export const message_length_max = 4_000;

export interface SayInCase {
	/** Made by whoever writes: the same words are said once. */
	readonly messageId: string;
	readonly caseId: string;
	readonly body: string;
}

/**
 * The house writes to the guest, who is told on the phone or by mail; the first time stops the clock. Who
 * writes to a case of nobody takes it. Refused: as `holdCase`, `invalid` (field `body`), `same-id-other-body`.
 */
export async function answerCase(
	db: Db,
	{ messageId, caseId, body }: SayInCase,
	staffId: string,
	now: Instant
): Promise<void> {
	const said = checked(body);
	return transact(db, async (trx) => {
		const held = await holdCase(trx, caseId, staffId);
		const message = {
			id: messageId,
			case_id: caseId,
			said_by: 'staff',
			author_id: staffId
		} as const;
		if (!(await sayOnce(trx, { ...message, body: said, said_at: now }))) return;
		await changeCase(trx, held, {
			answered_at: held.answered_at ?? now,
			owner_id: held.owner_id ?? staffId
		});
		const subject = { kind: 'case', id: caseId };
		const actor = { kind: 'staff', id: staffId } as const;
		await recordAct(trx, { actor, act: 'case-answered', subject, facts: {} }, now);
		const to = { kind: 'member', id: held.member_id } as const;
		const facts = { caseId, messageId };
		await tell(trx, { channel: 'push', topic: 'case-answered', to, facts }, now);
	});
}

/**
 * The guest writes, and whose case it is is told; what was answered or resolved is open and waits anew, for as long as a new case
 * would. Refused: `not-found` for a case of
 * somebody else, `invalid` (field `body`), `same-id-other-body`.
 */
export async function writeInCase(
	db: Db,
	{ messageId, caseId, body }: SayInCase,
	memberId: string,
	now: Instant
): Promise<void> {
	const said = checked(body);
	return transact(db, async (trx) => {
		const held = await lockCase(trx, caseId);
		if (held?.member_id !== memberId) throw new Refusal('not-found');
		const message = {
			id: messageId,
			case_id: caseId,
			said_by: 'guest',
			author_id: memberId
		} as const;
		if (!(await sayOnce(trx, { ...message, body: said, said_at: now }))) return;
		if (held.owner_id) {
			const to = { kind: 'staff', id: held.owner_id } as const;
			const facts = { caseId, messageId };
			await tell(trx, { channel: 'mail', topic: 'staff-case-written', to, facts }, now);
		}
		// Whoever waits for the first answer does not wait longer for saying more.
		if (held.status === 'open' && held.answered_at === null) return;
		const due_at = await dueFrom(trx, held.property_id, now);
		await changeCase(trx, held, {
			...{ status: 'open', resolved_at: null },
			...{ answered_at: null, due_at }
		});
	});
}

function checked(body: string): string {
	const said = body.trim();
	if (said === '' || said.length > message_length_max)
		throw new Refusal('invalid', { field: 'body' });
	return said;
}

/** False for what was said before under this id. */
async function sayOnce(trx: Trx, row: Parameters<typeof addMessage>[1]): Promise<boolean> {
	if (await addMessage(trx, row)) return true;
	const before = await findMessage(trx, row.id);
	const isSame =
		before?.case_id === row.case_id &&
		before.author_id === row.author_id &&
		before.body === row.body;
	if (!isSame) throw new Refusal('same-id-other-body');
	return false;
}
