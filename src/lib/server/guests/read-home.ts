import { addDays, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { pointsValidTo } from '#lib/domain/expiry/expiry-calendar.ts';
import type { TierGrant } from '#lib/domain/ledger/account.ts';
import { newHistory } from '#lib/domain/ledger/history.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { hasMilestones } from '#lib/domain/milestones/milestones-of.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { hasKeep, hasRestart } from '#lib/domain/tiers/kinds.ts';
import type { Expiring, PendingLine } from '#lib/domain/views/common.ts';
import type { HomeView } from '#lib/domain/views/home.ts';
import type { Reader } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { undated } from '../ledger/rows.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toEntryLine, toText, toTierView } from './lines.ts';
import { readPending } from './read-pending.ts';
import { readProgress } from './read-progress.ts';
import {
	findFirstLot,
	type findMember,
	findMemberAtHome,
	findNextStay,
	listEntries,
	listGrantsFrom
} from './queries.ts';

const entries_shown = 5;
/** Nobody is in house longer than this without leaving. */
const stay_days_max = 120;

export type MemberRow = Awaited<ReturnType<typeof findMember>>[number];

/** Home: the card, the points, the way to the next tier, what expires next, what happened lately. */
export async function readHome(
	db: Reader,
	memberId: string,
	verified: boolean,
	now: Instant
): Promise<HomeView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const [member] = await findMemberAtHome(db, { memberId, now });
	if (!member) throw new Refusal('not-found');
	const grants = await readGrants(db, memberId, programme, today);
	const held = heldTier(grants, programme, today);
	const recent = await listEntries(db, { memberId, before: sequence_end, limit: entries_shown });
	const [stay] = await findNextStay(db, {
		memberId,
		today,
		since: addDays(today, -stay_days_max)
	});
	return {
		today,
		name: fullName(member.given_name, member.family_name),
		number: member.number,
		verified,
		tier: toTierView(held.tier),
		tierValidTo: held.validTo,
		pointsName: versionOn(programme, today).document.pointsName,
		balance: member.balance,
		debt: member.debt,
		next: await readProgress(
			db,
			{ memberId, joinedOn: member.joined_on, held, grants },
			programme,
			today
		),
		expiring: await readExpiring(db, memberId, member, grants, programme, today),
		pending: sumOf(await readPending(db, memberId, programme)),
		recent: recent.map(toEntryLine),
		upcoming: stay && { ...stay, property: toText(stay.property), points: 0 },
		surveyId: member.survey ?? undefined,
		asked: member.asked !== null,
		milestones: hasMilestones(programme)
	};
}

function sumOf(pending: readonly PendingLine[]): HomeView['pending'] {
	const [first] = pending;
	if (!first) return undefined;
	return { points: pending.reduce((sum, { points }) => sum + points, 0), on: first.on };
}

/**
 * The grants that a page needs: those that still hold, or all of them where a tier once held decides
 * how long points sleep, waits for its review, or made counters start anew.
 */
export async function readGrants(
	db: Reader,
	memberId: string,
	programme: Programme,
	today: PlainDate
): Promise<TierGrant[]> {
	const sleeps = programme.some(
		({ document: { expiry } }) => expiry.kind === 'inactivity' && expiry.sleepsFrom !== undefined
	);
	if (sleeps || hasKeep(programme) || hasRestart(programme)) return listGrants(db, memberId);
	const rows = await listGrantsFrom(db, { memberId, day: today });
	return rows.map((row) => ({
		id: row.id,
		tier: row.tier,
		from: row.from_on,
		validTo: row.valid_to < undated ? row.valid_to : undefined,
		reason: { kind: 'reached' },
		revokes: row.revokes ?? undefined,
		programmeVersion: 0
	}));
}

/** Above every sequence number. */
export const sequence_end = Number.MAX_SAFE_INTEGER;

/** The points that lapse first and their last day, from the first open lot and the last activity. */
export async function readExpiring(
	db: Reader,
	memberId: string,
	member: MemberRow,
	grants: readonly TierGrant[],
	programme: Programme,
	today: PlainDate
): Promise<Expiring | undefined> {
	if (member.balance <= 0) return undefined;
	const [lot] = await findFirstLot(db, { memberId, today });
	if (!lot) return undefined;
	const dated = lot.valid_to < undated ? lot.valid_to : undefined;
	const together = Number(lot.together ?? member.balance);
	const history = {
		...newHistory(member.joined_on),
		account: {
			balance: member.balance,
			debt: member.debt,
			lastSequence: member.last_sequence,
			activeOn: member.active_on ?? undefined
		},
		lots: [
			{
				id: lot.id,
				entryId: lot.entry_id,
				granted: together,
				left: together,
				earnedOn: lot.earned_on,
				validTo: dated
			}
		],
		grants
	};
	const first = pointsValidTo(history, programme, today);
	if (!first) return undefined;
	return {
		points: first.validTo === dated ? together : member.balance,
		validTo: first.validTo
	};
}
