import { emailKey } from '#lib/domain/members/keys.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { joinProgramme, type Join } from '#lib/server/members/join.ts';
import { setNewPassword } from '#lib/server/members/set-new-password.ts';

export const now = '2026-03-01T09:00:00.000Z';
export const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1';

export function aJoin(changes: Partial<Join> = {}): Join {
	return {
		id: newId(),
		givenName: 'Ada',
		familyName: 'Lindqvist',
		email: 'ada@example.com',
		password: 'a long enough secret',
		locale: 'en',
		consents: ['membership'],
		channel: 'web',
		userAgent: phone,
		...changes
	};
}

export async function joined(db: Db, changes: Partial<Join> = {}, at = now) {
	const join = aJoin(changes);
	const { session, deviceToken } = await joinProgramme(db, join, at);
	return { ...join, session, deviceToken };
}

/** Joined and proven, with the password that the link asked for. */
export async function verified(db: Db, changes: Partial<Join> = {}, at = now) {
	const member = await joined(db, changes, at);
	const password = 'chosen behind the link';
	const token = await mailedSecret(db, 'verify-address', member.id);
	const { session, deviceToken } = await setNewPassword(
		db,
		'verify',
		{ token, password, userAgent: phone },
		at
	);
	return { ...member, password, session, deviceToken };
}

export function signInAs(
	db: Db,
	who: { readonly email: string; readonly password: string },
	more: { address?: string; deviceToken?: string; kind?: 'member' | 'staff' } = {},
	at = now
) {
	const { address = '192.0.2.1', deviceToken, kind = 'member' } = more;
	return signIn(db, kind, { ...who, address, deviceToken, userAgent: phone }, at);
}

/** The token of the newest mail of this kind to somebody, as it waits in the outbox. */
export async function mailedSecret(db: Db, topic: string, memberId: string): Promise<string> {
	const row = await db
		.selectFrom('outbox')
		.select('secret')
		.where('topic', '=', topic)
		.where('to_id', '=', memberId)
		.orderBy('id', 'desc')
		.executeTakeFirst();
	if (!row?.secret) throw new Error(`no mail ${topic} waits for them`);
	return row.secret;
}

export async function mailsTo(db: Db, memberId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('outbox')
		.select('topic')
		.where('to_id', '=', memberId)
		.where('channel', '=', 'mail')
		.orderBy('id')
		.execute();
	return rows.map(({ topic }) => topic);
}

export async function membersWith(db: Db, email: string): Promise<number> {
	const rows = await db
		.selectFrom('member_identity')
		.select('member_id')
		.where('email_key', '=', emailKey(email))
		.execute();
	return rows.length;
}
