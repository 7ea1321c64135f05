import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows, keyedStatement, statement } from '../db/statement.ts';
import type { StaffTable } from '../db/tables.ts';

export type StaffRole = StaffTable['role'];

export interface NewStaff {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	/** How addresses are compared. */
	readonly emailKey: string;
	readonly role: StaffRole;
	readonly locale: string;
}

export interface Staff extends Omit<NewStaff, 'emailKey'> {
	readonly active: boolean;
	readonly revision: number;
}

/** False when somebody of the staff has this address. */
export async function insertStaff(trx: Trx, staff: NewStaff, now: Instant): Promise<boolean> {
	const row = await trx
		.insertInto('staff')
		.values({
			id: staff.id,
			name: staff.name,
			email: staff.email,
			email_key: staff.emailKey,
			role: staff.role,
			locale: staff.locale,
			status: 'active',
			created_at: now,
			revision: 1
		})
		.onConflict((conflict) => conflict.column('email_key').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export async function findStaffByAddress(
	reader: Reader,
	emailKey: string
): Promise<{ id: string; active: boolean; passwordHash?: string | undefined } | undefined> {
	const row = await reader
		.selectFrom('staff')
		.leftJoin('staff_credential as credential', 'credential.staff_id', 'staff.id')
		.select(['staff.id', 'staff.status', 'password_hash'])
		.where('email_key', '=', emailKey)
		.executeTakeFirst();
	return (
		row && {
			id: row.id,
			active: row.status === 'active',
			passwordHash: row.password_hash ?? undefined
		}
	);
}

export async function findStaff(reader: Reader, id: string): Promise<Staff | undefined> {
	const [row] = await staffById(reader, [id]);
	return row && toStaff(row);
}

/** Several of them, by id. */
export async function findStaffs(
	reader: Reader,
	ids: readonly string[]
): Promise<Map<string, Staff>> {
	const rows = await staffById(reader, [...new Set(ids)]);
	return new Map(rows.map((row) => [row.id, toStaff(row)]));
}

const staffById = keyedStatement((reader, ids) =>
	reader
		.selectFrom('staff')
		.select(['id', 'name', 'email', 'role', 'locale', 'status', 'revision'])
		.where('id', 'in', ids)
);

function toStaff({ status, ...staff }: Awaited<ReturnType<typeof staffById>>[number]): Staff {
	return { ...staff, active: status === 'active' };
}

export async function setStaffPasswordHash(
	trx: Trx,
	staffId: string,
	hash: string,
	now: Instant
): Promise<void> {
	await trx
		.insertInto('staff_credential')
		.values({ staff_id: staffId, password_hash: hash, set_at: now })
		.onConflict((conflict) =>
			conflict.column('staff_id').doUpdateSet({ password_hash: hash, set_at: now })
		)
		.execute();
}

export async function addStaffProperties(
	trx: Trx,
	staffId: string,
	propertyIds: readonly string[]
): Promise<void> {
	await insertRows(
		trx,
		'staff_property',
		propertyIds.map((id) => ({ staff_id: staffId, property_id: id }))
	);
}

const managers = statement((reader, _: object) =>
	reader
		.selectFrom('staff')
		.select('id')
		.where('role', 'in', [sql.lit<'manager'>('manager'), sql.lit<'owner'>('owner')])
		.where('status', '=', sql.lit<'active'>('active'))
		.orderBy('id')
);

/** Those who answer for the catalogue. */
export async function listManagerIds(reader: Reader): Promise<string[]> {
	return (await managers(reader, {})).map(({ id }) => id);
}
