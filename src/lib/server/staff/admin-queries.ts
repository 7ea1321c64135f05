import { sql } from 'kysely';
import type { Reader, Trx } from '../db/database.ts';
import type { StaffTable } from '../db/tables.ts';
import type { ListAsked } from '../lists.ts';
import type { StaffRole } from './queries.ts';

export type StaffSort = 'name' | 'role' | 'joined';

const columnOf = { name: 'name', role: 'role', joined: 'created_at' } as const;

export interface StaffFilter {
	readonly role?: StaffRole | undefined;
	readonly status?: StaffTable['status'] | undefined;
}

function staffOf(reader: Reader, { role, status }: StaffFilter) {
	let rows = reader.selectFrom('staff');
	if (role) rows = rows.where('role', '=', role);
	if (status) rows = rows.where('status', '=', status);
	return rows;
}

/** A page of the staff, with whether they have set a password. */
export function listStaff(
	reader: Reader,
	filter: StaffFilter,
	{ sort, descending, offset, limit }: ListAsked<StaffSort>
) {
	return staffOf(reader, filter)
		.leftJoin('staff_credential as credential', 'credential.staff_id', 'staff.id')
		.select(['staff.id', 'name', 'email', 'role', 'status', 'created_at', 'credential.set_at'])
		.orderBy(columnOf[sort], descending ? 'desc' : 'asc')
		.orderBy('staff.id')
		.offset(offset)
		.limit(limit)
		.execute();
}

export async function countStaff(reader: Reader, filter: StaffFilter): Promise<number> {
	const { count } = await staffOf(reader, filter)
		.select((staff) => staff.fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

export async function hasPassword(reader: Reader, staffId: string): Promise<boolean> {
	const row = await reader
		.selectFrom('staff_credential')
		.select('set_at')
		.where('staff_id', '=', staffId)
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * Holds all active owners and one more to the end of the transaction, so that two who take each other's
 * rights come one after the other; what they are, by id.
 */
export async function lockOwnersAnd(
	trx: Trx,
	staffId: string
): Promise<Map<string, Pick<StaffTable, 'id' | 'role' | 'status' | 'revision'>>> {
	const rows = await trx
		.updateTable('staff')
		.set((staff) => ({ revision: staff.ref('revision') }))
		.where((staff) =>
			staff.or([
				staff('id', '=', staffId),
				staff.and([staff('role', '=', 'owner'), staff('status', '=', 'active')])
			])
		)
		.returning(['id', 'role', 'status', 'revision'])
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
}

/** What somebody may and whether they may at all. */
export async function setRights(
	trx: Trx,
	staffId: string,
	rights: Partial<Pick<StaffTable, 'role' | 'status'>>
): Promise<void> {
	await trx
		.updateTable('staff')
		.set((staff) => ({ ...rights, revision: sql<number>`${staff.ref('revision')} + 1` }))
		.where('id', '=', staffId)
		.execute();
}

export async function removeStaffProperties(trx: Trx, staffId: string): Promise<void> {
	await trx.deleteFrom('staff_property').where('staff_id', '=', staffId).execute();
}
