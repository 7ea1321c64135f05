import { sql, type NotNull } from 'kysely';
import { currentKeyId, seal, unseal } from '../crypto/seal.ts';
import type { Reader, Trx } from '../db/database.ts';
import { changeRows } from '../db/statement.ts';
import { healthChangeIdentity, healthIdentity, observationIdentity } from './health.ts';

/** Wishes about health that an older key sealed get the current one; returns how many. */
export async function resealHealth(trx: Trx, limit: number): Promise<number> {
	const rows = await trx
		.selectFrom('health_wish')
		.selectAll()
		.where('key_id', '!=', currentKeyId(trx))
		.limit(limit)
		.execute();
	await changeRows(
		trx,
		'sealed health',
		(values) => sql`update health_wish set key_id = v.column5, sealed = v.column6
			from ${values} as v where member_id = v.column1 and property_id = v.column2
			and stay_id = v.column3 and item_id = v.column4`,
		Array.from({ length: 6 }, () => 'text' as const),
		rows.map((row) => {
			const identity = healthIdentity(row);
			const { key_id, sealed } = seal(trx, unseal(trx, row, identity), identity);
			return [row.member_id, row.property_id, row.stay_id, row.item_id, key_id, sealed];
		})
	);
	return rows.length;
}

/** The same of what was said before. */
export async function resealHistory(trx: Trx, limit: number): Promise<number> {
	const rows = await trx
		.selectFrom('health_wish_change')
		.selectAll()
		.where('key_id', '!=', currentKeyId(trx))
		.limit(limit)
		.execute();
	await changeRows(
		trx,
		'sealed history',
		(values) => sql`update health_wish_change set key_id = v.column2, sealed = v.column3
			from ${values} as v where id = v.column1`,
		['text', 'text', 'text'],
		rows.flatMap((row) => {
			const { key_id, sealed } = row;
			if (key_id === null || sealed === null) return [];
			const identity = healthChangeIdentity(row);
			const anew = seal(trx, unseal(trx, { key_id, sealed }, identity), identity);
			return [[row.id, anew.key_id, anew.sealed]];
		})
	);
	return rows.length;
}

/** The same of what staff noticed. */
export async function resealObservations(trx: Trx, limit: number): Promise<number> {
	const rows = await trx
		.selectFrom('observation')
		.selectAll()
		.where('key_id', '!=', currentKeyId(trx))
		.limit(limit)
		.execute();
	await changeRows(
		trx,
		'sealed observations',
		(values) => sql`update observation set key_id = v.column2, sealed = v.column3
			from ${values} as v where id = v.column1`,
		['text', 'text', 'text'],
		rows.map((row) => {
			const identity = observationIdentity(row);
			const { key_id, sealed } = seal(trx, unseal(trx, row, identity), identity);
			return [row.id, key_id, sealed];
		})
	);
	return rows.length;
}

/** The keys by which something is sealed; without any of them the house could not read it. */
export async function listKeysInUse(reader: Reader): Promise<string[]> {
	const rows = await reader
		.selectFrom((from) =>
			from
				.selectFrom('health_wish')
				.select('key_id')
				.union(
					from
						.selectFrom('health_wish_change')
						.select('key_id')
						.where('key_id', 'is not', null)
						.$narrowType<{ key_id: NotNull }>()
				)
				.union(from.selectFrom('observation').select('key_id'))
				.as('used')
		)
		.select('key_id')
		.execute();
	return rows.map(({ key_id }) => key_id);
}
