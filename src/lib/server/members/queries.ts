import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows, keyedStatement } from '../db/statement.ts';
import type { MemberIdentityTable, MemberTable } from '../db/tables.ts';

export interface NewMember {
	/** Made by the one who asks. */
	readonly id: string;
	readonly number: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly email: string;
	/** How address and name are compared, see `domain/members/keys.ts`. */
	readonly emailKey: string;
	readonly familyNameKey: string;
	readonly givenNameKey: string;
	readonly locale: string;
	readonly joinedOn: PlainDate;
	/** For members who come from elsewhere with a proven address. */
	readonly verifiedAt?: Instant | undefined;
}

export interface Identity {
	readonly memberId: string;
	readonly status: 'active' | 'suspended' | 'merged' | 'erased';
	readonly number: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly email: string;
	readonly emailKey: string;
	readonly verified: boolean;
	readonly pendingEmail?: string | undefined;
	readonly locale: string;
}

/** False when the id or the number is taken already. */
export async function insertMember(trx: Trx, member: NewMember, now: Instant): Promise<boolean> {
	const row = await trx
		.insertInto('member')
		.values(toRow(member, now))
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) return false;
	await insertRows(trx, 'member_identity', [toIdentityRow(member)]);
	return true;
}

/** Many at once, whose numbers are known to be free. */
export async function insertMembers(
	trx: Trx,
	members: readonly NewMember[],
	now: Instant
): Promise<void> {
	await insertRows(
		trx,
		'member',
		members.map((member) => toRow(member, now))
	);
	await insertRows(trx, 'member_identity', members.map(toIdentityRow));
}

function toRow({ id, number, joinedOn }: NewMember, now: Instant): MemberTable {
	return {
		id,
		number,
		status: 'active',
		joined_on: joinedOn,
		joined_at: now,
		merged_into: null
	};
}

function toIdentityRow(member: NewMember): MemberIdentityTable {
	return {
		member_id: member.id,
		given_name: member.givenName,
		given_name_key: member.givenNameKey,
		family_name: member.familyName,
		family_name_key: member.familyNameKey,
		email: member.email,
		email_key: member.emailKey,
		email_verified_at: member.verifiedAt ?? null,
		pending_email: null,
		locale: member.locale
	};
}

/** Who has these numbers, whatever became of them, and with which address. */
export async function listByNumber(
	reader: Reader,
	numbers: readonly string[]
): Promise<Map<string, { id: string; emailKey: string }>> {
	const rows = await byNumber(reader, numbers);
	return new Map(rows.map((row) => [row.number, { id: row.id, emailKey: row.email_key }]));
}

const byNumber = keyedStatement((reader, numbers) =>
	reader
		.selectFrom('member')
		.innerJoin('member_identity as identity', 'identity.member_id', 'member.id')
		.select(['member.number', 'member.id', 'email_key'])
		.where('number', 'in', numbers)
);

/** Which of these addresses a member has proven. */
export async function listProven(
	reader: Reader,
	emailKeys: readonly string[]
): Promise<Set<string>> {
	const rows = await proven(reader, emailKeys);
	return new Set(rows.map((row) => row.email_key));
}

const proven = keyedStatement((reader, emailKeys) =>
	reader
		.selectFrom('member_identity')
		.select('email_key')
		.where('email_key', 'in', emailKeys)
		.where('email_verified_at', 'is not', null)
);

export async function findIdentity(
	reader: Reader,
	memberId: string
): Promise<Identity | undefined> {
	const [row] = await identities(reader, [memberId]);
	return row && toIdentity(row);
}

/** Those of many members, by id. */
export async function findIdentities(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, Identity>> {
	const rows = await identities(reader, [...new Set(memberIds)]);
	return new Map(rows.map((row) => [row.id, toIdentity(row)]));
}

const identities = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('member')
		.innerJoin('member_identity as identity', 'identity.member_id', 'member.id')
		.select(['member.id', 'member.status', 'member.number', 'given_name', 'family_name'])
		.select(['email', 'email_key', 'email_verified_at', 'pending_email', 'locale'])
		.where('member.id', 'in', memberIds)
);

function toIdentity(row: Awaited<ReturnType<typeof identities>>[number]): Identity {
	return {
		memberId: row.id,
		status: row.status,
		number: row.number,
		givenName: row.given_name,
		familyName: row.family_name,
		email: row.email,
		emailKey: row.email_key,
		verified: row.email_verified_at !== null,
		pendingEmail: row.pending_email ?? undefined,
		locale: row.locale
	};
}

export async function memberExists(reader: Reader, memberId: string): Promise<boolean> {
	const row = await reader
		.selectFrom('member')
		.select('id')
		.where('id', '=', memberId)
		.executeTakeFirst();
	return row !== undefined;
}

export interface AccountOfAddress {
	readonly id: string;
	readonly verified: boolean;
	readonly active: boolean;
	readonly passwordHash?: string | undefined;
}

/**
 * Whom an address means at sign-in: the one who proved it, else the last one who joined with it.
 */
export async function findByAddress(
	reader: Reader,
	emailKey: string
): Promise<AccountOfAddress | undefined> {
	const row = await reader
		.selectFrom('member_identity as identity')
		.innerJoin('member', 'member.id', 'identity.member_id')
		.leftJoin('member_credential as credential', 'credential.member_id', 'member.id')
		.select(['member.id', 'member.status', 'email_verified_at', 'password_hash'])
		.where('email_key', '=', emailKey)
		.where('member.status', 'in', ['active', 'suspended'])
		.orderBy(({ eb }) => eb.case().when('email_verified_at', 'is', null).then(1).else(0).end())
		.orderBy('member.joined_at', 'desc')
		.orderBy('member.id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return (
		row && {
			id: row.id,
			verified: row.email_verified_at !== null,
			active: row.status === 'active',
			passwordHash: row.password_hash ?? undefined
		}
	);
}

/** The one member, if any, who proved that this address is theirs. */
export async function findVerified(reader: Reader, emailKey: string): Promise<string | undefined> {
	const found = await findByAddress(reader, emailKey);
	return found?.verified ? found.id : undefined;
}

export async function markVerified(trx: Trx, memberId: string, now: Instant): Promise<void> {
	await trx
		.updateTable('member_identity')
		.set({ email_verified_at: now })
		.where('member_id', '=', memberId)
		.where('email_verified_at', 'is', null)
		.execute();
}

/** The address as it now stands; proven at `verifiedAt`, or not yet. */
export async function setAddress(
	trx: Trx,
	memberId: string,
	address: { readonly email: string; readonly emailKey: string },
	verifiedAt: Instant | null
): Promise<void> {
	await trx
		.updateTable('member_identity')
		.set({
			email: address.email,
			email_key: address.emailKey,
			email_verified_at: verifiedAt,
			pending_email: null
		})
		.where('member_id', '=', memberId)
		.execute();
}

export async function setPendingAddress(
	trx: Trx,
	memberId: string,
	email: string | null
): Promise<void> {
	await trx
		.updateTable('member_identity')
		.set({ pending_email: email })
		.where('member_id', '=', memberId)
		.execute();
}

export async function setLocale(trx: Trx, memberId: string, locale: string): Promise<void> {
	await trx
		.updateTable('member_identity')
		.set({ locale })
		.where('member_id', '=', memberId)
		.execute();
}

export async function findPasswordHash(
	reader: Reader,
	memberId: string
): Promise<string | undefined> {
	const row = await reader
		.selectFrom('member_credential')
		.select('password_hash')
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return row?.password_hash;
}

export async function setPasswordHash(
	trx: Trx,
	memberId: string,
	hash: string,
	now: Instant
): Promise<void> {
	await trx
		.insertInto('member_credential')
		.values({ member_id: memberId, password_hash: hash, set_at: now })
		.onConflict((conflict) =>
			conflict.column('member_id').doUpdateSet({ password_hash: hash, set_at: now })
		)
		.execute();
}

/** False when the member did not have the other status. */
export async function setStatus(
	trx: Trx,
	memberId: string,
	from: MemberTable['status'],
	to: MemberTable['status']
): Promise<boolean> {
	const row = await trx
		.updateTable('member')
		.set({ status: to })
		.where('id', '=', memberId)
		.where('status', '=', from)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Card and address lead to another profile from now on; nobody signs in to this one. */
export async function setMergedInto(trx: Trx, memberId: string, intoId: string): Promise<void> {
	await trx
		.updateTable('member')
		.set({ status: 'merged', merged_into: intoId })
		.where('id', '=', memberId)
		.execute();
}

export async function setUnmerged(trx: Trx, memberId: string): Promise<void> {
	await trx
		.updateTable('member')
		.set({ status: 'active', merged_into: null })
		.where('id', '=', memberId)
		.execute();
}

/** Whether others were merged into a member. */
export async function hasMerged(reader: Reader, memberId: string): Promise<boolean> {
	const row = await reader
		.selectFrom('member')
		.select('id')
		.where('merged_into', '=', memberId)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}
