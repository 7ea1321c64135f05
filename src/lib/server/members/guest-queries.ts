import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';

/** The profile that a card or an address leads to: a merged one's to the one it went into. */
const leadsTo = sql<string>`coalesce(member.merged_into, member.id)`;

const byNumber = keyedStatement((reader, keys) =>
	reader
		.selectFrom('member')
		.select('number')
		.select(leadsTo.as('id'))
		.where('number', 'in', keys)
		.where('status', 'in', ['active', 'suspended', 'merged'])
);

export interface GuestName {
	readonly emailKey: string;
	readonly familyNameKey: string;
}

/** Members by their numbers. */
export async function findMembersByNumber(
	reader: Reader,
	numbers: readonly string[]
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const row of await byNumber(reader, [...new Set(numbers)])) found.set(row.number, row.id);
	return found;
}

export function nameText({ emailKey, familyNameKey }: GuestName): string {
	return `${emailKey}\n${familyNameKey}`;
}

/** Members whose address is verified, by `nameText`. */
export async function findMembersByName(
	reader: Reader,
	names: readonly GuestName[]
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	const emailKeys = new Set(names.map((name) => name.emailKey));
	for (const row of await byProvenEmail(reader, [...emailKeys]))
		found.set(nameText({ emailKey: row.email_key, familyNameKey: row.family_name_key }), row.id);
	return found;
}

/** Family names, as keys, by member. */
export async function listFamilyNameKeys(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const row of await familyNames(reader, [...new Set(memberIds)]))
		found.set(row.member_id, row.family_name_key);
	return found;
}

/** By what a member is found among the guests of stays; undefined while the address is not proven. */
export async function findProvenName(
	reader: Reader,
	memberId: string
): Promise<GuestName | undefined> {
	const row = await reader
		.selectFrom('member_identity')
		.select(['email_key', 'family_name_key'])
		.where('member_id', '=', memberId)
		.where('email_verified_at', 'is not', null)
		.executeTakeFirst();
	return row && { emailKey: row.email_key, familyNameKey: row.family_name_key };
}

const byProvenEmail = keyedStatement((reader, keys) =>
	reader
		.selectFrom('member_identity')
		.innerJoin('member', 'member.id', 'member_identity.member_id')
		.select(['email_key', 'family_name_key'])
		.select(leadsTo.as('id'))
		.where('email_key', 'in', keys)
		.where('email_verified_at', 'is not', null)
		.where('member.status', 'in', ['active', 'suspended', 'merged'])
);

const familyNames = keyedStatement((reader, keys) =>
	reader
		.selectFrom('member_identity')
		.select(['member_id', 'family_name_key'])
		.where('member_id', 'in', keys)
);
