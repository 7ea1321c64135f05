import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { statement } from '../db/statement.ts';

export interface Secrets {
	readonly name: string;
	readonly pinHash?: string | undefined;
	readonly passwordHash?: string | undefined;
}

/** By what somebody of the active staff is known at a desk. */
export async function findSecrets(reader: Reader, staffId: string): Promise<Secrets | undefined> {
	const [row] = await secretsOf(reader, { staffId });
	return (
		row && {
			name: row.name,
			pinHash: row.pin_hash ?? undefined,
			passwordHash: row.password_hash ?? undefined
		}
	);
}

const secretsOf = statement((reader, { staffId }: { staffId: string }) =>
	reader
		.selectFrom('staff')
		.leftJoin('staff_pin', 'staff_pin.staff_id', 'staff.id')
		.leftJoin('staff_credential', 'staff_credential.staff_id', 'staff.id')
		.select(['staff.name', 'pin_hash', 'password_hash'])
		.where('staff.id', '=', staffId)
		.where('staff.status', '=', sql.lit<'active'>('active'))
);

/** The clerks of a house who have a PIN, by name. Managers and owners are none: a PIN is too little for them. */
export const listClerksWithPin = statement((reader, { propertyId }: { propertyId: string }) =>
	reader
		.selectFrom('staff_property')
		.innerJoin('staff', 'staff.id', 'staff_property.staff_id')
		.innerJoin('staff_pin', 'staff_pin.staff_id', 'staff.id')
		.select(['staff.id', 'staff.name'])
		.where('staff_property.property_id', '=', propertyId)
		.where('staff.role', '=', sql.lit<'desk'>('desk'))
		.where('staff.status', '=', sql.lit<'active'>('active'))
		.orderBy('staff.name')
		.orderBy('staff.id')
);

export async function putPin(trx: Trx, staffId: string, hash: string, now: Instant): Promise<void> {
	await trx
		.insertInto('staff_pin')
		.values({ staff_id: staffId, pin_hash: hash, changed_at: now })
		.onConflict((conflict) =>
			conflict.column('staff_id').doUpdateSet({ pin_hash: hash, changed_at: now })
		)
		.execute();
}

/** Whoever gets a new password chooses a new PIN too: the old one may be why. */
export async function deletePin(trx: Trx, staffId: string): Promise<void> {
	await trx.deleteFrom('staff_pin').where('staff_id', '=', staffId).execute();
}
