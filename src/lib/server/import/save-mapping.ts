import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Reader } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { Mapping } from './mapping.ts';
import { findMapping, putMapping } from './queries.ts';

/** Checks the text of a mapping and gives it back parsed. */
export function parseMapping(text: string): Mapping {
	let document: unknown;
	try {
		document = JSON.parse(text);
	} catch {
		throw new Refusal('mapping-invalid', { why: 'it is not JSON' });
	}
	const result = Mapping.safeParse(document);
	if (result.success) return result.data;
	const said = result.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
	throw new Refusal('mapping-invalid', { why: said.join('; ') });
}

/** Keeps a mapping under a name, instead of the one that had it before. */
export async function saveMapping(
	db: Db,
	name: string,
	mapping: Mapping,
	now: Instant
): Promise<void> {
	await transact(db, (trx) => putMapping(trx, name, JSON.stringify(mapping), now));
}

export async function readMapping(reader: Reader, name: string): Promise<Mapping> {
	const document = await findMapping(reader, name);
	if (document === undefined) throw new Refusal('mapping-invalid', { unknown: name });
	return parseMapping(document);
}
