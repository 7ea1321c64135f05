import { Refusal } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { listPropertyIds } from '../staff/property-queries.ts';
import { findStaff, type StaffRole } from '../staff/queries.ts';
import { listProperties, type Property } from '../stays/properties.ts';

/**
 * The house at whose desk somebody of the staff stands: managers and owners work everywhere, the desk
 * at its houses. Refused with `not-allowed` at any other, and for who has left.
 */
export async function mustWorkAt(
	reader: Reader,
	staffId: string,
	propertyId: string
): Promise<{ readonly property: Property; readonly role: StaffRole }> {
	const staff = await findStaff(reader, staffId);
	const property = (await listProperties(reader)).find(({ id }) => id === propertyId);
	if (!staff?.active || !property) throw new Refusal('not-allowed');
	const { role } = staff;
	const isHere = role !== 'desk' || (await listPropertyIds(reader, staffId)).includes(propertyId);
	if (!isHere) throw new Refusal('not-allowed');
	return { property, role };
}
