import { sql } from 'kysely';
import type { Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';

const keyOf = (row: { readonly property_id: string; readonly item_id: string }) =>
	`${row.property_id} ${row.item_id}`;

/** What a member wishes becomes another's wish too, where they have said nothing; the keys of those. */
export async function copyWishes(trx: Trx, fromId: string, intoId: string): Promise<string[]> {
	const rows = await trx
		.selectFrom('preference')
		.selectAll()
		.where('member_id', 'in', [fromId, intoId])
		.execute();
	const own = new Set(rows.filter((row) => row.member_id === intoId).map(keyOf));
	const copies = rows.filter((row) => row.member_id === fromId && !own.has(keyOf(row)));
	await insertRows(
		trx,
		'preference',
		copies.map((row) => ({ ...row, member_id: intoId }))
	);
	return copies.map(keyOf);
}

/** Copied wishes go again where nobody has changed them since. */
export async function removeCopiedWishes(
	trx: Trx,
	keys: readonly string[],
	fromId: string,
	intoId: string
): Promise<void> {
	if (keys.length === 0) return;
	await trx
		.deleteFrom('preference')
		.where('member_id', '=', intoId)
		.where(sql<string>`property_id || ' ' || item_id`, 'in', keys)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('preference as source')
					.select('source.item_id')
					.where('source.member_id', '=', fromId)
					.whereRef('source.property_id', '=', 'preference.property_id')
					.whereRef('source.item_id', '=', 'preference.item_id')
					.whereRef('source.set_at', '=', 'preference.set_at')
					.whereRef('source.value', '=', 'preference.value')
			)
		)
		.execute();
}
