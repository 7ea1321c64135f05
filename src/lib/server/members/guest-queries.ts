import type { Reader } from '../db/database.ts';

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
	for (const chunk of chunked([...new Set(numbers)])) {
		const rows = await reader
			.selectFrom('member')
			.select(['number', 'id'])
			.where('number', 'in', chunk)
			.where('status', 'in', ['active', 'suspended'])
			.execute();
		for (const row of rows) found.set(row.number, row.id);
	}
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
	for (const chunk of chunked([...new Set(names.map((name) => name.emailKey))])) {
		const rows = await reader
			.selectFrom('member_identity')
			.innerJoin('member', 'member.id', 'member_identity.member_id')
			.select(['member.id', 'email_key', 'family_name_key'])
			.where('email_key', 'in', chunk)
			.where('email_verified_at', 'is not', null)
			.where('member.status', 'in', ['active', 'suspended'])
			.execute();
		for (const row of rows)
			found.set(nameText({ emailKey: row.email_key, familyNameKey: row.family_name_key }), row.id);
	}
	return found;
}

/** Family names, as keys, by member. */
export async function listFamilyNameKeys(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const chunk of chunked([...new Set(memberIds)])) {
		const rows = await reader
			.selectFrom('member_identity')
			.select(['member_id', 'family_name_key'])
			.where('member_id', 'in', chunk)
			.execute();
		for (const row of rows) found.set(row.member_id, row.family_name_key);
	}
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

const keys_max = 500;

function chunked<T>(all: readonly T[]): T[][] {
	return Array.from({ length: Math.ceil(all.length / keys_max) }, (_, at) =>
		all.slice(at * keys_max, (at + 1) * keys_max)
	);
}
