import { addDays, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { pointsValidTo } from '#lib/domain/expiry/settle-expiry.ts';
import type { Credit, TierGrant } from '#lib/domain/ledger/account.ts';
import { newHistory } from '#lib/domain/ledger/history.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { hasMilestones } from '#lib/domain/milestones/milestones-of.ts';
import { versionOn, type Programme, type Tier } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { nextTier, progressTo } from '#lib/domain/tiers/progress.ts';
import { windowOn } from '#lib/domain/tiers/windows.ts';
import type { Expiring } from '#lib/domain/views/common.ts';
import type { HomeView, NextTier } from '#lib/domain/views/home.ts';
import type { Reader } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { undated } from '../ledger/rows.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toEntryLine, toText, toTierView } from './lines.ts';
import {
	findFirstLot,
	type findMember,
	findMemberAtHome,
	findNextStay,
	listEntries,
	listGrantsFrom,
	sumCredits
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
	const next = nextTier(programme, held.rank, today);
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
		next: next && (await readProgress(db, memberId, next, programme, today, member.joined_on)),
		expiring: await readExpiring(db, memberId, member, grants, programme, today),
		recent: recent.map(toEntryLine),
		upcoming: stay && { ...stay, property: toText(stay.property), points: 0 },
		surveyId: member.survey ?? undefined,
		milestones: hasMilestones(programme)
	};
}

/**
 * The grants that a page needs: those that still hold, or all of them where a tier once held decides
 * how long points sleep.
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
	if (sleeps) return listGrants(db, memberId);
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

async function readProgress(
	db: Reader,
	memberId: string,
	tier: Tier,
	programme: Programme,
	today: PlainDate,
	joinedOn: PlainDate
): Promise<NextTier> {
	const { counters } = versionOn(programme, today).document;
	const credits = await readCredits(db, memberId, tier, today, joinedOn);
	const ways = progressTo(tier, credits, programme, today, joinedOn);
	return {
		tier: toTierView(tier),
		ways: ways.map((way, at) => ({
			id: `${way.way} ${at}`,
			by: way.by,
			needs: way.needs,
			counters: way.counters.flatMap(({ credit, has, goal, currency, atMost }) => {
				const counter = counters.find(({ id }) => id === credit);
				if (!counter) return [];
				const { name, unit } = counter;
				return [
					{
						credit,
						name,
						unit,
						has,
						goal,
						...(currency && { currency }),
						...(atMost && { atMost })
					}
				];
			})
		}))
	};
}

/**
 * The credits that the ways to a tier count, as one sum per counter and window: a member may have
 * thousands. With more than two windows the third counts as the earlier of its neighbours would.
 */
async function readCredits(
	db: Reader,
	memberId: string,
	tier: Tier,
	today: PlainDate,
	joinedOn: PlainDate
): Promise<Credit[]> {
	const begins = tier.ways
		.filter((way) => way.kind === 'reach')
		.map((way) => windowOn(way.window, today, joinedOn).from ?? '')
		.sort();
	const since = begins[0] ?? today;
	const recently = begins.at(-1) ?? today;
	const sums = await sumCredits(db, { memberId, since, recently, today });
	const credit = (kind: string, amount: number, countsOn: PlainDate): Credit => ({
		id: '',
		kind,
		amount,
		countsOn,
		basis: 'real',
		programmeVersion: 0
	});
	return sums.flatMap(({ kind, all, recent }) => [
		credit(kind, Number(all) - Number(recent), since),
		credit(kind, Number(recent), recently)
	]);
}

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
