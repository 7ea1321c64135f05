import type { ItemDocument, WishValue } from '#lib/domain/preferences/item.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import type { WishChange, WishHistoryView } from '#lib/domain/views/preferences.ts';
import { hasKeys, unseal } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { healthIdentity } from '../preferences/health.ts';
import { listHealthChanges, listHealthOf, openChange } from '../preferences/health-queries.ts';
import { everywhere } from '../preferences/places.ts';
import { toValue } from '../preferences/queries.ts';
import { listChanges } from '../preferences/wish-queries.ts';
import { listOwnStays } from '../stays/own-queries.ts';
import { listProperties } from '../stays/properties.ts';

const changes_per_page = 30;

/** After every id there is. */
const newest = 'g';

/** One line of what was said, whether it was sealed or not. */
interface Line {
	readonly id: string;
	readonly propertyId: string;
	readonly stayId: string;
	readonly document: string;
	readonly status: 'offered' | 'archived';
	readonly value: WishValue | undefined;
	readonly isCurrent: boolean;
	readonly at: string;
	readonly by: 'member' | 'staff';
}

/** What the member said over time, newest first, from a place in the list on. */
export async function readWishHistory(
	db: Reader,
	memberId: string,
	before = newest
): Promise<WishHistoryView> {
	const limit = changes_per_page + 1;
	const lines = [
		...(await readClear(db, memberId, before, limit)),
		...(hasKeys(db) ? await readSealed(db, memberId, before, limit) : [])
	].sort((one, other) => (one.id < other.id ? 1 : -1));
	const shown = lines.slice(0, changes_per_page);
	const properties = new Map((await listProperties(db)).map(({ id, name }) => [id, name]));
	const stayIds = [...new Set(shown.flatMap(({ stayId }) => (stayId === '' ? [] : [stayId])))];
	const stays = new Map((await listOwnStays(db, memberId, stayIds)).map((stay) => [stay.id, stay]));
	const changes = shown.map((line): WishChange => {
		// Written by `saveItem` and `installCatalogue` alone, which check it.
		const document = JSON.parse(line.document) as ItemDocument;
		return {
			id: line.id,
			label: document.label,
			words: line.value === undefined ? undefined : toWords(document, line.value),
			property: line.propertyId === everywhere ? undefined : properties.get(line.propertyId),
			stay: stays.get(line.stayId)?.arrival,
			at: line.at,
			by: line.by,
			isCurrent: line.isCurrent,
			saveId: line.isCurrent || line.status === 'archived' ? undefined : newId()
		};
	});
	return { changes, olderBefore: lines.length > shown.length ? shown.at(-1)?.id : undefined };
}

async function readClear(db: Reader, memberId: string, before: string, limit: number) {
	const rows = await listChanges(db, memberId, before, limit);
	return rows.map((row): Line => ({
		id: row.id,
		propertyId: row.property_id,
		stayId: row.stay_id,
		document: row.document,
		status: row.status,
		value: row.value === null ? undefined : toValue(row.value),
		isCurrent: row.value === (row.stay_id === '' ? row.held : row.held_there),
		at: row.set_at,
		by: row.set_by
	}));
}

async function readSealed(db: Reader, memberId: string, before: string, limit: number) {
	const rows = await listHealthChanges(db, memberId, before, limit);
	const held = rows.length > 0 ? await listHealthOf(db, memberId) : [];
	const keyOf = (row: { property_id: string; stay_id: string; item_id: string }) =>
		`${row.property_id} ${row.stay_id} ${row.item_id}`;
	const now = new Map(held.map((row) => [keyOf(row), unseal(db, row, healthIdentity(row))]));
	return rows.map((row): Line => {
		const value = openChange(db, row);
		const current = value === undefined ? undefined : JSON.stringify(value);
		return {
			id: row.id,
			propertyId: row.property_id,
			stayId: row.stay_id,
			document: row.document,
			status: row.status,
			value,
			isCurrent: current === now.get(keyOf(row)),
			at: row.set_at,
			by: 'member'
		};
	});
}
