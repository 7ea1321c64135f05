import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Reader, Trx } from '../db/database.ts';
import { readRatesFor } from '../exchange/rates-for.ts';
import { readMade, type MadeBefore } from '../ledger/made-queries.ts';
import type { MemberAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { tellIssued } from '../milestones/tell-issued.ts';
import { tellPosted, toNotice } from '../ledger/tell-posted.ts';
import { tellTiers } from '../ledger/tell-tiers.ts';
import { countsNights, decideStays, type Decided, type Work } from './decide-stays.ts';
import { factsOf, readNoPoints } from './facts.ts';
import { listTouchingStays } from './queries.ts';

/** Reads what posting these stays has to know, and decides. Members must be held by who will write it. */
export async function decideWorks(
	reader: Reader,
	works: readonly PlannedWork[],
	held: ReadonlyMap<string, MemberAccount>,
	programme: Programme,
	today: PlainDate
): Promise<Decided> {
	const memberIds = [...new Set(works.map((work) => work.memberId))];
	const corrected = works.filter((work) => work.isCorrection);
	const before = await readMade(
		reader,
		corrected.map((work) => work.facts.id),
		[...new Set(corrected.map((work) => work.memberId))]
	);
	const histories = await readHistories(reader, memberIds, held, programme);
	const ready = await withTouching(reader, works, before);
	const facts = works.map((work) => work.facts);
	const rateOn = await readRatesFor(reader, facts, programme);
	return decideStays(ready, { histories, programme, today, before, rateOn });
}

/** A stay to be posted, with the nights that an earlier word about it covered. */
export interface PlannedWork extends Omit<Work, 'touching'> {
	readonly nightsBefore?: { readonly from: PlainDate; readonly to: PlainDate } | undefined;
}

async function withTouching(
	reader: Reader,
	works: readonly PlannedWork[],
	before: MadeBefore
): Promise<Work[]> {
	const byMember = Map.groupBy(works, (work) => work.memberId);
	const ready: Work[] = [];
	for (const { nightsBefore, ...work } of works) {
		const mayLeave =
			nightsBefore &&
			(before.credits.has(work.facts.id) ||
				isCovered(work.facts.id, nightsBefore, byMember.get(work.memberId)));
		const stays = mayLeave ? await listTouchingStays(reader, work.memberId, nightsBefore) : [];
		const touching = stays
			.filter(({ stay }) => countsNights(readNoPoints(stay.no_points_because)))
			.map((stored) => ({
				facts: factsOf(stored),
				source: stored.stay.source,
				sourceId: stored.stay.source_id
			}));
		ready.push({ ...work, touching });
	}
	return ready;
}

/** Whether another of these covered the same nights: taken back first, it leaves them to this stay. */
function isCovered(
	stayId: string,
	nights: NonNullable<PlannedWork['nightsBefore']>,
	works: readonly PlannedWork[] = []
): boolean {
	return works.some(
		({ facts, nightsBefore: others }) =>
			facts.id !== stayId && others && others.from < nights.to && others.to > nights.from
	);
}

/** Writes what was decided; the stays themselves must be there already. */
export async function writeDecided(
	trx: Trx,
	{ postings }: Decided,
	now: Instant,
	quiet: boolean
): Promise<void> {
	await writePostings(trx, postings, now);
	if (quiet) return;
	const moved = postings.filter(({ posting }) => posting.entries.length > 0);
	await tellPosted(trx, moved.map(toNotice), now);
	await tellTiers(trx, postings, now);
	await tellIssued(trx, postings, now);
}
