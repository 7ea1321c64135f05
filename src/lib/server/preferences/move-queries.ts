import { sql } from 'kysely';
import { seal, unseal } from '../crypto/seal.ts';
import type { Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import { healthIdentity, observationIdentity } from './health.ts';

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

/** What is wished for stays, and what became of it, goes where the stays go. */
export async function moveStayWishes(
	trx: Trx,
	stayIds: readonly string[],
	fromId: string,
	intoId: string
): Promise<void> {
	if (stayIds.length === 0) return;
	await trx
		.updateTable('stay_wish')
		.set({ member_id: intoId })
		.where('member_id', '=', fromId)
		.where('stay_id', 'in', stayIds)
		.execute();
	await trx
		.updateTable('wish_tick')
		.set({ member_id: intoId })
		.where('member_id', '=', fromId)
		.where('stay_id', 'in', stayIds)
		.execute();
}

/** What staff noticed about a member is about the one they became. */
export async function moveObservations(trx: Trx, fromId: string, intoId: string): Promise<void> {
	const noted = await trx
		.selectFrom('observation')
		.selectAll()
		.where('member_id', '=', fromId)
		.execute();
	await trx.deleteFrom('observation').where('member_id', '=', fromId).execute();
	await insertRows(
		trx,
		'observation',
		noted.map((row) => {
			const moved = { ...row, member_id: intoId };
			const text = unseal(trx, row, observationIdentity(row));
			return { ...moved, ...seal(trx, text, observationIdentity(moved)) };
		})
	);
}

/** What was said of health, where the one who stays agreed to that and has said nothing there. */
export async function copyHealth(trx: Trx, fromId: string, intoId: string): Promise<void> {
	const rows = await trx
		.selectFrom('health_wish')
		.selectAll()
		.where('member_id', 'in', [fromId, intoId])
		.where('stay_id', '=', '')
		.execute();
	const own = new Set(rows.filter((row) => row.member_id === intoId).map(keyOf));
	await insertRows(
		trx,
		'health_wish',
		rows
			.filter((row) => row.member_id === fromId && !own.has(keyOf(row)))
			.map((row) => {
				const copy = { ...row, member_id: intoId };
				const text = unseal(trx, row, healthIdentity(row));
				return { ...copy, ...seal(trx, text, healthIdentity(copy)) };
			})
	);
}
