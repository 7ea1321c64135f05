import type { Instant } from '#lib/domain/calendar.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import type { Db, Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type { OutboxTable, SubjectKind } from '../db/tables.ts';
import { newId } from '../ids.ts';

export interface Message {
	/** What goes by `push` comes by mail where that is the way its reader chose, or has. */
	readonly channel: OutboxTable['channel'];
	readonly topic: string;
	readonly to: { readonly kind: SubjectKind; readonly id: string };
	/** Ids and codes; names and addresses are looked up when it is sent. */
	readonly facts?: Facts | undefined;
	/** The token of a link; forgotten as soon as it has left. */
	readonly secret?: string | undefined;
}

/** Says it after the commit: it leaves only if the transaction that calls this one holds. */
export function tell(trx: Trx, message: Message, now: Instant): Promise<void> {
	return tellAll(trx, [message], now);
}

export function tellAll(trx: Trx, messages: readonly Message[], now: Instant): Promise<void> {
	return insertRows(
		trx,
		'outbox',
		messages.map((message) => ({
			id: newId(),
			channel: message.channel,
			topic: message.topic,
			to_kind: message.to.kind,
			to_id: message.to.id,
			facts: JSON.stringify(message.facts ?? {}),
			secret: message.secret ?? null,
			created_at: now,
			due_at: now,
			attempts: 0,
			leased_until: null,
			done_at: null,
			error: null
		}))
	);
}

export async function listDue(
	reader: Reader,
	channel: Message['channel'],
	now: Instant,
	limit: number
): Promise<OutboxTable[]> {
	return reader
		.selectFrom('outbox')
		.selectAll()
		.where('channel', '=', channel)
		.where('done_at', 'is', null)
		.where('due_at', '<=', now)
		.where(({ or, eb }) => or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
		.orderBy('due_at')
		.orderBy('id')
		.limit(limit)
		.execute();
}

/** True for the one that may send it; the claim lapses by itself when that one dies. */
export async function claimMessage(
	db: Db,
	id: string,
	now: Instant,
	leasedUntil: Instant
): Promise<boolean> {
	const row = await db
		.updateTable('outbox')
		.set(({ eb }) => ({ leased_until: leasedUntil, attempts: eb('attempts', '+', 1) }))
		.where('id', '=', id)
		.where('done_at', 'is', null)
		.where(({ or, eb }) => or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** It has left, or never will; either way its secret is gone. */
export async function closeMessage(
	db: Db,
	id: string,
	now: Instant,
	error?: string
): Promise<void> {
	await db
		.updateTable('outbox')
		.set({ done_at: now, leased_until: null, secret: null, error: error ?? null })
		.where('id', '=', id)
		.execute();
}

export async function postponeMessage(
	db: Db,
	id: string,
	dueAt: Instant,
	error: string
): Promise<void> {
	await db
		.updateTable('outbox')
		.set({ due_at: dueAt, leased_until: null, error })
		.where('id', '=', id)
		.execute();
}

/** Events that wait, a slice of them, each to one process only. */
export async function takeEvents(trx: Trx, now: Instant): Promise<OutboxTable[]> {
	return trx
		.updateTable('outbox')
		.set({ done_at: now })
		.where('done_at', 'is', null)
		.where('id', 'in', (query) =>
			query
				.selectFrom('outbox')
				.select('id')
				.where('channel', '=', 'event')
				.where('done_at', 'is', null)
				.orderBy('due_at')
				.orderBy('id')
				.limit(500)
		)
		.returningAll()
		.execute();
}

/** They come by mail after all. The row stays the same, so nobody is told twice. */
export async function sendByMail(db: Db, ids: readonly string[], now: Instant): Promise<void> {
	if (ids.length === 0) return;
	await db
		.updateTable('outbox')
		.set({ channel: 'mail', due_at: now, attempts: 0, leased_until: null, error: null })
		.where('id', 'in', ids)
		.where('channel', '=', 'push')
		.where('done_at', 'is', null)
		.execute();
}

/** Takes mails that were due before an instant as sent. */
export async function closeMails(db: Db, before: Instant, now: Instant): Promise<void> {
	await db
		.updateTable('outbox')
		.set({ done_at: now, secret: null })
		.where('channel', '=', 'mail')
		.where('done_at', 'is', null)
		.where('due_at', '<', before)
		.execute();
}

export interface MailPage {
	readonly rows: OutboxTable[];
	readonly older: boolean;
}

/** The newest mails first; `before` is the id after which to go on. */
export async function listMails(
	reader: Reader,
	before: string | undefined,
	limit: number
): Promise<MailPage> {
	const rows = await reader
		.selectFrom('outbox')
		.selectAll()
		.where('channel', '=', 'mail')
		.$if(before !== undefined, (query) => query.where('id', '<', before!))
		.orderBy('id', 'desc')
		.limit(limit + 1)
		.execute();
	return { rows: rows.slice(0, limit), older: rows.length > limit };
}

export async function deleteOldMessages(trx: Trx, before: Instant): Promise<number> {
	const { numDeletedRows } = await trx
		.deleteFrom('outbox')
		.where('done_at', '<', before)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
