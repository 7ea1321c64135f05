import type { LockView } from '#lib/domain/views/desk-people.ts';
import type { Reader } from '../db/database.ts';
import { findSecrets, listClerksWithPin } from '../staff/pin-queries.ts';
import type { Property } from '../stays/properties.ts';

/** Who can open a desk: the one whose session it is, and the clerks of its house who have a PIN. */
export async function readLock(
	reader: Reader,
	staffId: string,
	here?: Property
): Promise<LockView> {
	const own = await findSecrets(reader, staffId);
	const clerks = here ? await listClerksWithPin(reader, { propertyId: here.id }) : [];
	return {
		own: { id: staffId, name: own?.name ?? '', hasPin: own?.pinHash !== undefined },
		others: clerks.filter(({ id }) => id !== staffId).map(({ id, name }) => ({ id, name }))
	};
}
