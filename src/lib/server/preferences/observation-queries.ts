import type { Instant } from '#lib/domain/calendar.ts';
import { seal, unseal } from '../crypto/seal.ts';
import type { Reader, Trx } from '../db/database.ts';
import { observationIdentity } from './health.ts';

export interface Observation {
	readonly id: string;
	readonly memberId: string;
	readonly propertyId: string;
	readonly staffId: string;
	readonly text: string;
	readonly at: Instant;
}

const observations_shown = 50;

/** What staff noticed about a member, the newest first. */
export async function listObservations(reader: Reader, memberId: string): Promise<Observation[]> {
	const rows = await reader
		.selectFrom('observation')
		.selectAll()
		.where('member_id', '=', memberId)
		.orderBy('id', 'desc')
		.limit(observations_shown)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		memberId: row.member_id,
		propertyId: row.property_id,
		staffId: row.staff_id,
		text: unseal(reader, row, observationIdentity(row)),
		at: row.noted_at
	}));
}

/** True the first time an id is seen. */
export async function claimObservation(
	trx: Trx,
	{ id, memberId, propertyId, staffId, text, at }: Observation
): Promise<boolean> {
	const row = await trx
		.insertInto('observation')
		.values({
			id,
			member_id: memberId,
			property_id: propertyId,
			staff_id: staffId,
			...seal(trx, text, observationIdentity({ id, member_id: memberId })),
			noted_at: at
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Who noted an id about whom; undefined where there is none. */
export function findObservation(reader: Reader, id: string) {
	return reader
		.selectFrom('observation')
		.select(['id', 'member_id', 'property_id', 'staff_id'])
		.where('id', '=', id)
		.executeTakeFirst();
}

/** True for the one who took it away. */
export async function deleteObservation(trx: Trx, memberId: string, id: string): Promise<boolean> {
	const row = await trx
		.deleteFrom('observation')
		.where('id', '=', id)
		.where('member_id', '=', memberId)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}
