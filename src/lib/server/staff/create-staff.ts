import type { Instant } from '#lib/domain/calendar.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Db, Reader } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { listProperties } from '../stays/properties.ts';
import { addStaffProperties, insertStaff, setStaffPasswordHash, type NewStaff } from './queries.ts';

export interface CreateStaff extends Omit<NewStaff, 'emailKey'> {
	readonly password: string;
	/** Where somebody of the desk works. */
	readonly propertyCodes: readonly string[];
}

/** Refuses `address-taken` and `unknown-property`. */
export async function createStaff(
	db: Db,
	{ password, propertyCodes, ...staff }: CreateStaff,
	actor: Actor,
	now: Instant
): Promise<void> {
	const hash = await hashPassword(password);
	await transact(db, async (trx) => {
		const added = { ...staff, emailKey: emailKey(staff.email) };
		if (!(await insertStaff(trx, added, now))) throw new Refusal('address-taken');
		await addStaffProperties(trx, staff.id, await idsOf(trx, propertyCodes));
		await setStaffPasswordHash(trx, staff.id, hash, now);
		await recordAct(
			trx,
			{
				actor,
				act: 'staff-created',
				subject: { kind: 'staff', id: staff.id },
				facts: { role: staff.role }
			},
			now
		);
	});
}

/** Refuses `unknown-property`. */
export async function idsOf(reader: Reader, codes: readonly string[]): Promise<string[]> {
	const properties = await listProperties(reader);
	return [...new Set(codes)].map((code) => {
		const property = properties.find((one) => one.code === code);
		if (!property) throw new Refusal('unknown-property', { code });
		return property.id;
	});
}
