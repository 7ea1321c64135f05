import type { ItemDocument } from '#lib/domain/preferences/item.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import type { WishChange, WishHistoryView } from '#lib/domain/views/preferences.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { everywhere, toValue } from '../preferences/queries.ts';
import { listChanges } from '../preferences/wish-queries.ts';
import { listProperties } from '../stays/properties.ts';

const changes_per_page = 30;

/** After every id there is. */
const newest = 'g';

/** What the member said over time, newest first, from a place in the list on. */
export async function readWishHistory(
	db: Reader,
	memberId: string,
	before = newest
): Promise<WishHistoryView> {
	const rows = await listChanges(db, memberId, before, changes_per_page + 1);
	const properties = new Map((await listProperties(db)).map(({ id, name }) => [id, name]));
	const shown = rows.slice(0, changes_per_page);
	const changes = shown.map((row): WishChange => {
		// Written by `saveItem` and `installCatalogue` alone, which check it.
		const document = JSON.parse(row.document) as ItemDocument;
		const isCurrent = row.value === row.held;
		return {
			id: row.id,
			label: document.label,
			words: row.value === null ? undefined : toWords(document, toValue(row.value)),
			property: row.property_id === everywhere ? undefined : properties.get(row.property_id),
			at: row.set_at,
			by: row.set_by,
			isCurrent,
			saveId: isCurrent || row.status === 'archived' ? undefined : newId()
		};
	});
	return { changes, olderBefore: rows.length > shown.length ? shown.at(-1)?.id : undefined };
}
