import type { Reader } from '../db/database.ts';

// Profiles that went into others, as far as the ledger looks over the border between two accounts.

/** Into whom each merged profile went. */
export async function listMergedInto(reader: Reader): Promise<Map<string, string>> {
	const rows = await reader
		.selectFrom('member')
		.select(['id', 'merged_into'])
		.where('merged_into', 'is not', null)
		.execute();
	return new Map(rows.map((row) => [row.id, row.merged_into ?? '']));
}

/** Those who went into these. */
export async function listMergedFrom(
	reader: Reader,
	memberIds: readonly string[]
): Promise<string[]> {
	if (memberIds.length === 0) return [];
	const rows = await reader
		.selectFrom('member')
		.select('id')
		.where('merged_into', 'in', memberIds)
		.execute();
	return rows.map((row) => row.id);
}

/** All profiles that are one guest now, as far as their caps count together. */
export async function listProfiles(reader: Reader, memberId: string): Promise<string[]> {
	return [memberId, ...(await listMergedFrom(reader, [memberId]))];
}

/** Entries that an entry of another member took back: stays and spending from before a merge. */
export async function listReversedElsewhere(reader: Reader): Promise<Set<string>> {
	const rows = await reader
		.selectFrom('entry')
		.innerJoin('entry as original', 'original.id', 'entry.reverses')
		.select('original.id')
		.whereRef('entry.member_id', '<>', 'original.member_id')
		.execute();
	return new Set(rows.map((row) => row.id));
}

/** Those of the stays whose standing points are in an account. */
export async function listStaysPostedTo(
	reader: Reader,
	memberId: string,
	stayIds: readonly string[]
): Promise<Set<string>> {
	const found = new Set<string>();
	for (let at = 0; at < stayIds.length; at += ids_max) {
		const rows = await reader
			.selectFrom('entry')
			.leftJoin('entry as back', 'back.reverses', 'entry.id')
			.select('entry.stay_id')
			.where('entry.stay_id', 'in', stayIds.slice(at, at + ids_max))
			.where('entry.member_id', '=', memberId)
			.where('entry.kind', '=', 'earn')
			.where('back.id', 'is', null)
			.execute();
		for (const row of rows) found.add(row.stay_id ?? '');
	}
	return found;
}

const ids_max = 500;
