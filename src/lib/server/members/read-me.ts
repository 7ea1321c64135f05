import { fullName } from '#lib/domain/members/full-name.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { MeView } from '#lib/domain/views/me.ts';
import { listSessions } from '../auth/sessions.ts';
import type { Db } from '../db/database.ts';
import { findIdentity } from './queries.ts';

/** The member's own profile and the devices on which they are signed in. */
export async function readMe(db: Db, memberId: string, sessionId: string): Promise<MeView> {
	const identity = await findIdentity(db, memberId);
	if (!identity) throw new Refusal('not-found');
	const sessions = await listSessions(db, 'member', memberId, sessionId);
	return {
		name: fullName(identity.givenName, identity.familyName),
		number: identity.number,
		email: identity.email,
		verified: identity.verified,
		pendingEmail: identity.pendingEmail,
		locale: identity.locale,
		devices: sessions.map(({ id, device, signedInAt, current }) => ({
			...{ id, signedInAt, current },
			name: device
		}))
	};
}
