import type { PlainDate } from '#lib/domain/calendar.ts';
import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';
import { countsNights } from './decide-stays.ts';
import { readNoPoints } from './facts.ts';

/** What managers record for a claim comes from this source; no file and no call may name it. */
export const claimSource = 'claim';

export interface DaysAtHouse {
	readonly propertyId: string;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

/** Whether a member has a stay at a house on these very days that was priced. */
export async function hasCountedStay(
	reader: Reader,
	memberId: string,
	{ propertyId, arrival, departure }: DaysAtHouse
): Promise<boolean> {
	const rows = await reader
		.selectFrom('stay')
		.select(['status', 'no_points_because'])
		.where('member_id', '=', memberId)
		.where('arrival', '=', arrival)
		.where('departure', '=', departure)
		.where('property_id', '=', propertyId)
		.where('status', '=', 'checked_out')
		.execute();
	return rows.some((row) => countsNights(readNoPoints(row.no_points_because)));
}

/** Stays that were recorded for claims of these members and still count. */
export const listRecordedForClaims = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('stay')
		.select(['id', 'source_id', 'member_id', 'property_id', 'arrival', 'departure'])
		.where('source', '=', sql.lit<'claim'>('claim'))
		.where('member_id', 'in', memberIds)
		.where('status', '=', 'checked_out')
);

export type RecordedForClaim = Awaited<ReturnType<typeof listRecordedForClaims>>[number];

/** One night is enough; of days without a night the day. */
export function touches(one: Omit<DaysAtHouse, 'propertyId'>, other: typeof one): boolean {
	if (one.arrival === other.arrival) return true;
	return one.arrival < other.departure && other.arrival < one.departure;
}

const candidate = (reader: Reader) =>
	reader
		.selectFrom('stay')
		.leftJoin('stay_guest as guest', 'guest.stay_id', 'stay.id')
		.select(['stay.id', 'source', 'source_id', 'property_id', 'member_id', 'status'])
		.select(['arrival', 'departure', 'nights', 'no_points_because'])
		.select(['guest.email_key', 'guest.family_name_key']);

export type CandidateRow = Awaited<ReturnType<ReturnType<typeof candidate>['execute']>>[number];

const candidates_max = 50;
const nights_before = 31;

/** Stays of nobody at a house that touch some days. */
export function listStaysOfNobody(
	reader: Reader,
	{ propertyId, arrival, departure }: DaysAtHouse,
	earliest: PlainDate
): Promise<CandidateRow[]> {
	return candidate(reader)
		.where('stay.member_id', 'is', null)
		.where('property_id', '=', propertyId)
		.where('arrival', '>=', earliest)
		.where('arrival', '<=', departure)
		.where('departure', '>=', arrival)
		.where('source', '<>', claimSource)
		.orderBy('arrival')
		.limit(candidates_max)
		.execute();
}

/** So long before the arrival a stay may have begun that touches it. */
export const daysBefore = nights_before;

/** A member's own, whatever became of them. */
export function listOwnCandidates(
	reader: Reader,
	memberId: string,
	{ propertyId, arrival, departure }: DaysAtHouse
): Promise<CandidateRow[]> {
	return candidate(reader)
		.where('stay.member_id', '=', memberId)
		.where('property_id', '=', propertyId)
		.where('arrival', '<=', departure)
		.where('departure', '>=', arrival)
		.limit(candidates_max)
		.execute();
}

/** Those that bear a number at the house, in any source, whosever they are. */
export async function listByReference(
	reader: Reader,
	propertyId: string,
	references: readonly string[]
): Promise<CandidateRow[]> {
	const sources = await listSources(reader);
	if (sources.length === 0 || references.length === 0) return [];
	return candidate(reader)
		.where('source', 'in', sources)
		.where('source_id', 'in', references)
		.where('property_id', '=', propertyId)
		.limit(candidates_max)
		.execute();
}

/** One step a source, from one to the next, however many stays it has. */
async function listSources(reader: Reader): Promise<string[]> {
	const { rows } = await sql<{ source: string | null }>`
		with recursive found (source) as (
			select min(source) from stay
			union all
			select (select min(stay.source) from stay where stay.source > found.source)
			from found where found.source is not null
		) select source from found where source is not null`.execute(reader);
	return rows.flatMap(({ source }) => source ?? []);
}
