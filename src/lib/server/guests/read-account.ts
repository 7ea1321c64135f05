import type { Instant } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { MemberPoints, MemberView } from '#lib/domain/views/members.ts';
import { readLastChange } from '../audit/name-them.ts';
import { listSessions } from '../auth/sessions.ts';
import { listDecisions } from '../consent/queries.ts';
import type { Reader } from '../db/database.ts';
import { findJoined } from '../members/list-queries.ts';
import { findIdentity } from '../members/queries.ts';
import { memberActs } from '../members/suspend-member.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { countOpenVouchers } from './account-queries.ts';
import { toEntryLine, toStayLine, toTierView } from './lines.ts';
import { findMember, listEntries, listPastStays } from './queries.ts';
import { readGrants, sequence_end } from './read-home.ts';
import { readPending } from './read-pending.ts';

const entries_shown = 20;
const stays_shown = 10;

/** A member as loyalty staff see them: profile, points, stays. Looking writes nothing. */
export async function readAccount(db: Reader, memberId: string, now: Instant): Promise<MemberView> {
	const identity = await findIdentity(db, memberId);
	const member = await findJoined(db, memberId);
	if (!identity || !member) throw new Refusal('not-found');
	const sessions = await listSessions(db, 'member', memberId);
	const decisions = await listDecisions(db, memberId);
	return {
		id: memberId,
		name: fullName(identity.givenName, identity.familyName),
		number: identity.number,
		email: identity.email,
		verified: identity.verified,
		locale: identity.locale,
		status: identity.status,
		joinedOn: member.joined_on,
		points: await readMemberPoints(db, memberId, now),
		consents: [...decisions].map(([purpose, { given, version, locale, at }]) => ({
			...{ purpose, given, locale, at },
			textVersion: version
		})),
		mergedInto: member.merged_into ?? undefined,
		sessions: sessions.length,
		openVouchers: await countOpenVouchers(db, memberId),
		lastChange: await readLastChange(db, { kind: 'member', id: memberId }, memberActs)
	};
}

async function readMemberPoints(
	db: Reader,
	memberId: string,
	now: Instant
): Promise<MemberPoints | undefined> {
	const programme = await findProgramme(db);
	const [account] = await findMember(db, { memberId });
	if (!programme || !account) return undefined;
	const today = todayIn(programme, now);
	const held = heldTier(await readGrants(db, memberId, programme, today), programme, today);
	const limit = entries_shown + 1;
	const entries = await listEntries(db, { memberId, before: sequence_end, limit });
	// Whatever their day: those that are still to come stand on top.
	const everything = { memberId, today: '9999-12-31' };
	const end = { arrival: '9999-12-31', id: '' };
	const stays = await listPastStays(db, everything, end, stays_shown + 1);
	return {
		tier: toTierView(held.tier),
		tierValidTo: held.validTo,
		pointsName: versionOn(programme, today).document.pointsName,
		balance: account.balance,
		debt: account.debt,
		pending: await readPending(db, memberId, programme),
		entries: entries.slice(0, entries_shown).map(toEntryLine),
		moreEntries: entries.length > entries_shown,
		stays: stays.slice(0, stays_shown).map(toStayLine),
		moreStays: stays.length > stays_shown
	};
}
