import { dateIn, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ConsentLine, MeView } from '#lib/domain/views/me.ts';
import { listSessions } from '../auth/sessions.ts';
import { purposes, textVersions } from '../consent/purposes.ts';
import { listDecisions } from '../consent/queries.ts';
import type { Db } from '../db/database.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { findIdentity } from './queries.ts';

/** The member's own profile, what they agreed to, and the devices on which they are signed in. */
export async function readMe(
	db: Db,
	memberId: string,
	sessionId: string,
	now: Instant
): Promise<MeView> {
	const identity = await findIdentity(db, memberId);
	if (!identity) throw new Refusal('not-found');
	const sessions = await listSessions(db, 'member', memberId, sessionId);
	const dayOf = await readDays(db, now);
	return {
		name: fullName(identity.givenName, identity.familyName),
		givenName: identity.givenName,
		familyName: identity.familyName,
		number: identity.number,
		email: identity.email,
		verified: identity.verified,
		pendingEmail: identity.pendingEmail,
		locale: identity.locale,
		consents: await readConsents(db, memberId, dayOf),
		devices: sessions.map(({ id, device, signedInAt, current }) => ({
			...{ id, current },
			name: device,
			signedInOn: dayOf(signedInAt)
		}))
	};
}

type DayOf = (instant: Instant) => PlainDate;

async function readConsents(db: Db, memberId: string, dayOf: DayOf): Promise<ConsentLine[]> {
	const decisions = await listDecisions(db, memberId);
	return purposes.map((purpose) => {
		const last = decisions.get(purpose);
		return {
			purpose,
			version: textVersions[purpose],
			decision: last && {
				...{ given: last.given, version: last.version, locale: last.locale },
				on: dayOf(last.at)
			}
		};
	});
}

/** Days as the programme counts them; in UTC while nothing is published. */
async function readDays(db: Db, now: Instant): Promise<DayOf> {
	const programme = await findProgramme(db);
	const zone = programme && versionOn(programme, now.slice(0, 10)).document.timeZone;
	return (instant) => dateIn(zone ?? 'UTC', instant);
}
