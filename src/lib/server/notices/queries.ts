import type { Instant } from '#lib/domain/calendar.ts';
import type { NoticeChannel, NoticeTopic } from '#lib/domain/notices/topics.ts';
import type { Reader, Trx } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';
import type { NoticeChoiceTable, PushSubscriptionTable } from '../db/tables.ts';

/** What several members said, in one statement. */
export const listChoices = keyedStatement((reader, memberIds) =>
	reader.selectFrom('notice_choice').selectAll().where('member_id', 'in', memberIds)
);

/** The phones of several members that can be reached, in one statement. */
export const listPhones = keyedStatement((reader, memberIds) =>
	reader.selectFrom('push_subscription').selectAll().where('member_id', 'in', memberIds)
);

export interface Choice {
	readonly topic: NoticeTopic;
	readonly channel: NoticeChannel;
	readonly isOn: boolean;
}

export async function putChoices(
	trx: Trx,
	memberId: string,
	choices: readonly Choice[],
	said: Instant
): Promise<void> {
	if (choices.length === 0) return;
	const rows = choices.map(({ topic, channel, isOn }): NoticeChoiceTable => ({
		...{ member_id: memberId, topic, channel },
		is_on: Number(isOn),
		changed_at: said
	}));
	await trx
		.insertInto('notice_choice')
		.values(rows)
		.onConflict((conflict) =>
			conflict.columns(['member_id', 'topic', 'channel']).doUpdateSet((eb) => ({
				is_on: eb.ref('excluded.is_on'),
				changed_at: eb.ref('excluded.changed_at')
			}))
		)
		.execute();
}

/** A phone has one owner: whoever signed in on it last. */
export async function putPhone(trx: Trx, phone: PushSubscriptionTable): Promise<void> {
	const { id, endpoint_hash: hash, ...rest } = phone;
	await trx
		.insertInto('push_subscription')
		.values({ id, endpoint_hash: hash, ...rest })
		.onConflict((conflict) => conflict.column('endpoint_hash').doUpdateSet(rest))
		.execute();
}

/** The phones of a session but the one that it has now. */
export async function deleteOthersOf(trx: Trx, sessionId: string, hash: string): Promise<void> {
	await trx
		.deleteFrom('push_subscription')
		.where('session_id', '=', sessionId)
		.where('endpoint_hash', '!=', hash)
		.execute();
}

export async function deletePhone(db: Reader, memberId: string, id: string): Promise<void> {
	await db
		.deleteFrom('push_subscription')
		.where('id', '=', id)
		.where('member_id', '=', memberId)
		.execute();
}

export async function deletePhonesOf(db: Reader, sessionId: string): Promise<void> {
	await db.deleteFrom('push_subscription').where('session_id', '=', sessionId).execute();
}

/** A device that got a new token keeps being told. */
export async function movePhones(db: Reader, from: string, to: string): Promise<void> {
	await db
		.updateTable('push_subscription')
		.set({ session_id: to })
		.where('session_id', '=', from)
		.execute();
}

/** Nothing when it subscribed anew meanwhile. */
export async function deleteGone(
	db: Reader,
	{ id, endpoint_hash }: Pick<PushSubscriptionTable, 'id' | 'endpoint_hash'>
): Promise<void> {
	await db
		.deleteFrom('push_subscription')
		.where('id', '=', id)
		.where('endpoint_hash', '=', endpoint_hash)
		.execute();
}

export async function noteSent(db: Reader, id: string, now: Instant): Promise<void> {
	await db
		.updateTable('push_subscription')
		.set({ last_ok_at: now, failures: 0 })
		.where('id', '=', id)
		.execute();
}

export async function noteFailed(db: Reader, id: string): Promise<void> {
	await db
		.updateTable('push_subscription')
		.set(({ eb }) => ({ failures: eb('failures', '+', 1) }))
		.where('id', '=', id)
		.execute();
}
