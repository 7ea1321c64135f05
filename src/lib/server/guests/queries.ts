import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { undated } from '../ledger/rows.ts';

// What the pages of guests read. A page is read many more times than anything is written, so its
// statements join what several areas wrote; nothing here changes a row.

const memberRow = (reader: Reader, memberId: string) =>
	reader
		.selectFrom('account')
		.select(['balance', 'debt', 'last_sequence', 'active_on'])
		.select((account) => {
			const member = account.selectFrom('member').whereRef('id', '=', 'account.member_id');
			const identity = account
				.selectFrom('member_identity as identity')
				.whereRef('identity.member_id', '=', 'account.member_id');
			return [
				member.select('number').$asScalar().$notNull().as('number'),
				member.select('joined_on').$asScalar().$notNull().as('joined_on'),
				identity.select('given_name').$asScalar().$notNull().as('given_name'),
				identity.select('family_name').$asScalar().$notNull().as('family_name')
			];
		})
		.where('account.member_id', '=', memberId);

/** Who it is and what they have, in one row. */
export const findMember = statement((reader, { memberId }: { memberId: string }) =>
	memberRow(reader, memberId)
);

/** The same with a survey that waits for them, and with what the front desk asks them for. */
export const findMemberAtHome = statement((reader, values: { memberId: string; now: Instant }) =>
	memberRow(reader, values.memberId).select((account) => [
		account
			.selectFrom('survey_response as survey')
			.select('survey.id')
			.whereRef('survey.member_id', '=', 'account.member_id')
			.where('survey.status', 'in', sql<'invited'>`('invited', 'started')`)
			.where('survey.expires_at', '>', values.now)
			.orderBy('survey.invited_at', 'desc')
			.limit(sql.lit(1))
			.as('survey'),
		account
			.selectFrom('desk_request as request')
			.select('request.id')
			.whereRef('request.member_id', '=', 'account.member_id')
			.where('request.status', '=', sql.lit<'open'>('open'))
			.where('request.valid_to', '>=', values.now)
			.limit(sql.lit(1))
			.as('asked')
	])
);

/**
 * The grants that can hold on a day or later, taken back or not: a grant that revokes another has its
 * dates. What made them is left out.
 */
export const listGrantsFrom = statement((reader, values: { memberId: string; day: PlainDate }) =>
	reader
		.selectFrom('tier_grant')
		.select(['id', 'tier', 'from_on', 'valid_to', 'revokes'])
		.where('member_id', '=', values.memberId)
		.where('valid_to', '>=', values.day)
);

/** Sums of credits by counter, since a day and since a later one. */
export const sumCredits = statement(
	(reader, values: { memberId: string; since: PlainDate; recently: PlainDate; today: PlainDate }) =>
		reader
			.selectFrom('credit')
			.select((credit) => [
				'kind',
				credit.fn.sum('amount').as('all'),
				credit.fn
					.sum(
						credit
							.case()
							.when('counts_on', '>=', values.recently)
							.then(credit.ref('amount'))
							.else(0)
							.end()
					)
					.as('recent')
			])
			.where('member_id', '=', values.memberId)
			.where('counts_on', '>=', values.since)
			.where('counts_on', '<=', values.today)
			.groupBy('kind')
);

/** Sums of the credits that milestones count, by counter, since a day. */
export const sumMilestoneCredits = statement(
	(reader, values: { memberId: string; since: PlainDate; today: PlainDate }) =>
		reader
			.selectFrom('credit')
			.select((credit) => ['kind', credit.fn.sum('amount').as('amount')])
			.where('member_id', '=', values.memberId)
			.where('counts_on', '>=', values.since)
			.where('counts_on', '<=', values.today)
			.where(sql<boolean>`basis in ('real', 'award')`)
			.groupBy('kind')
);

/** The open lot that is used first, and the points of all that share its date. */
export const findFirstLot = statement(
	(reader, { memberId, today }: { memberId: string; today: PlainDate }) =>
		reader
			.selectFrom('lot')
			.select(['id', 'entry_id', 'earned_on', 'valid_to'])
			.select(
				sql<number | string | null>`case when valid_to < ${sql.lit(undated)} then (
					select sum(same.points_left) from lot as same
					where same.member_id = lot.member_id and same.points_left > 0
						and same.valid_to = lot.valid_to
				) end`.as('together')
			)
			.where('member_id', '=', memberId)
			.where('points_left', '>', sql.lit(0))
			.where('valid_to', '>=', today)
			.orderBy('valid_to')
			.orderBy('earned_on')
			.orderBy('id')
			.limit(sql.lit(1))
);

export const withStay = (reader: Reader) =>
	reader
		.selectFrom('entry')
		.leftJoin('stay', 'stay.id', 'entry.stay_id')
		.leftJoin('property', 'property.id', 'stay.property_id')
		.select(['entry.id', 'entry.sequence', 'entry.kind', 'entry.points', 'entry.balance_after'])
		.select(['entry.effective_on', 'entry.stay_id'])
		.select(['stay.arrival', 'stay.departure', 'stay.nights', 'property.name as property']);

export type EntryRow = Awaited<ReturnType<ReturnType<typeof withStay>['execute']>>[number];

/** The entries before a sequence number, newest first. */
export const listEntries = statement(
	(reader, values: { memberId: string; before: number; limit: number }) =>
		withStay(reader)
			// In a list a stay says enough, and reasons are long.
			.select((entry) =>
				entry
					.case()
					.when('entry.stay_id', 'is', null)
					.then(entry.ref('reasons'))
					.end()
					.as('reasons')
			)
			.where('entry.member_id', '=', values.memberId)
			.where('entry.sequence', '<', values.before)
			.orderBy('entry.sequence', 'desc')
			.limit(values.limit)
);

export const findEntry = statement((reader, values: { memberId: string; entryId: string }) =>
	withStay(reader)
		.select(['debt_change', 'recorded_at', 'programme_version', 'reverses', 'reasons'])
		.where('entry.member_id', '=', values.memberId)
		.where('entry.id', '=', values.entryId)
);

/** Another entry of the member that this one names, or that names this one. */
export const listOtherEntries = statement(
	(reader, values: { memberId: string; entryId: string; of: string }) =>
		reader
			.selectFrom('entry')
			.select(['id', 'effective_on', 'points', 'reverses'])
			.where('member_id', '=', values.memberId)
			.where((entry) =>
				entry.or([entry('id', '=', values.of), entry('reverses', '=', values.entryId)])
			)
			.orderBy('sequence')
);

export const listLotsOfEntry = statement((reader, { entryId }: { entryId: string }) =>
	reader
		.selectFrom('entry_lot')
		.innerJoin('lot', 'lot.id', 'entry_lot.lot_id')
		.select(['lot.id', 'entry_lot.points', 'lot.earned_on', 'lot.valid_to'])
		.where('entry_lot.entry_id', '=', entryId)
		.orderBy('lot.valid_to')
		.orderBy('lot.earned_on')
		.orderBy('lot.id')
		.limit(sql.lit(100))
);

/** Open lots in spending order, with the house where they were earned. */
export const listOpenLots = statement((reader, values: { memberId: string; limit: number }) =>
	reader
		.selectFrom('lot')
		.innerJoin('entry', 'entry.id', 'lot.entry_id')
		.leftJoin('stay', 'stay.id', 'entry.stay_id')
		.leftJoin('property', 'property.id', 'stay.property_id')
		.select(['lot.id', 'lot.entry_id', 'lot.granted', 'lot.points_left', 'lot.earned_on'])
		.select(['lot.valid_to', 'property.name as property'])
		.where('lot.member_id', '=', values.memberId)
		.where('lot.points_left', '>', sql.lit(0))
		.orderBy('lot.valid_to')
		.orderBy('lot.earned_on')
		.orderBy('lot.id')
		.limit(values.limit)
);

export const countOpenLots = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('lot')
		.select((lot) => lot.fn.countAll().as('count'))
		.where('member_id', '=', memberId)
		.where('points_left', '>', sql.lit(0))
);

/** The next stay that is booked or under way. */
export const findNextStay = statement(
	(reader, values: { memberId: string; today: PlainDate; since: PlainDate }) =>
		reader
			.selectFrom('stay')
			.innerJoin('property', 'property.id', 'stay.property_id')
			.select(['stay.id', 'stay.status', 'arrival', 'departure', 'nights'])
			.select('property.name as property')
			.where('member_id', '=', values.memberId)
			.where('arrival', '>=', values.since)
			.where('departure', '>=', values.today)
			.where((stay) =>
				stay.or([
					stay('stay.status', '=', sql.lit<'booked'>('booked')),
					stay('stay.status', '=', sql.lit<'in_house'>('in_house'))
				])
			)
			.orderBy('arrival')
			.orderBy('stay.id')
			.limit(sql.lit(1))
);

export interface StayFilter {
	readonly memberId: string;
	readonly today: PlainDate;
	readonly year?: number | undefined;
	readonly property?: string | undefined;
}

function staysOf(reader: Reader, { memberId, year, property }: Omit<StayFilter, 'today'>) {
	let stays = reader
		.selectFrom('stay')
		.innerJoin('property', 'property.id', 'stay.property_id')
		.select(['stay.id', 'stay.status', 'stay.revision', 'arrival', 'departure', 'nights'])
		.select(['no_points_because', 'source', 'source_id', 'property.name as property'])
		.select((stay) =>
			stay
				.selectFrom('entry')
				.whereRef('entry.stay_id', '=', 'stay.id')
				.select((entry) => entry.fn.sum('points').as('points'))
				.as('points')
		)
		.where('stay.member_id', '=', memberId);
	if (year !== undefined)
		stays = stays.where('arrival', '>=', `${year}-01-01`).where('arrival', '<=', `${year}-12-31`);
	if (property !== undefined) stays = stays.where('property.code', '=', property);
	return stays;
}

export type StayRow = Awaited<ReturnType<ReturnType<typeof staysOf>['execute']>>[number];

/** Booked or under way, the next one first. */
export function listComingStays(reader: Reader, filter: StayFilter): Promise<StayRow[]> {
	return staysOf(reader, filter)
		.where('stay.status', 'in', ['booked', 'in_house'])
		.where('departure', '>=', filter.today)
		.orderBy('arrival')
		.orderBy('stay.id')
		.limit(100)
		.execute();
}

/**
 * All others before a place in the list, the latest first; without those that were recorded by hand until
 * the house reported the stay itself.
 */
export function listPastStays(
	reader: Reader,
	filter: StayFilter,
	before: { readonly arrival: PlainDate; readonly id: string },
	limit: number
): Promise<StayRow[]> {
	return staysOf(reader, filter)
		.where(sql<boolean>`(arrival, stay.id) < (${before.arrival}, ${before.id})`)
		.where((stay) =>
			stay.or([stay('source', '<>', 'claim'), stay('stay.status', '<>', 'cancelled')])
		)
		.where((stay) =>
			stay.or([
				stay('departure', '<', filter.today),
				stay('stay.status', 'not in', ['booked', 'in_house'])
			])
		)
		.orderBy('arrival', 'desc')
		.orderBy('stay.id', 'desc')
		.limit(limit)
		.execute();
}

/** The years and houses of a member's stays. */
export async function listStayChoices(reader: Reader, memberId: string) {
	const years = await yearsOf(reader, { memberId });
	const properties = await propertiesOf(reader, { memberId });
	return { years: years.map((row) => Number(row.year)), properties };
}

const yearsOf = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('stay')
		.select(sql<string>`substr(arrival, 1, 4)`.as('year'))
		.distinct()
		.where('member_id', '=', memberId)
		.orderBy('year', 'desc')
);

const propertiesOf = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('property')
		.select(['code', 'name'])
		.where('id', 'in', (property) =>
			property.selectFrom('stay').select('property_id').where('member_id', '=', memberId)
		)
		.orderBy('code')
);

export async function findStay(
	reader: Reader,
	memberId: string,
	stayId: string
): Promise<StayRow | undefined> {
	return staysOf(reader, { memberId }).where('stay.id', '=', stayId).executeTakeFirst();
}

/** What the newest word about a stay says, line by line. */
export const findRevision = statement((reader, values: { stayId: string; revision: number }) =>
	reader
		.selectFrom('stay_revision')
		.selectAll()
		.where('stay_id', '=', values.stayId)
		.where('revision', '=', values.revision)
);

export const sumFolio = statement((reader, values: { stayId: string; revision: number }) =>
	reader
		.selectFrom('folio_line')
		.select((line) => ['class', line.fn.sum('amount_minor').as('amount')])
		.where('stay_id', '=', values.stayId)
		.where('revision', '=', values.revision)
		.groupBy('class')
);

export const listEntriesOfStay = statement((reader, values: { memberId: string; stayId: string }) =>
	reader
		.selectFrom('entry')
		.select(['id', 'kind', 'points', 'effective_on'])
		.where('member_id', '=', values.memberId)
		.where('stay_id', '=', values.stayId)
		.orderBy('sequence', 'desc')
		.limit(sql.lit(50))
);

/** The hotel of a stay of the member. */
export const findHouseOfStay = statement((reader, values: { memberId: string; stayId: string }) =>
	reader
		.selectFrom('stay')
		.innerJoin('property', 'property.id', 'stay.property_id')
		.select(['property.id', 'property.code'])
		.where('stay.id', '=', values.stayId)
		.where('stay.member_id', '=', values.memberId)
);

/** The survey that still waits for an answer about a stay. */
export const findSurveyOfStay = statement(
	(reader, values: { memberId: string; stayId: string; now: Instant }) =>
		reader
			.selectFrom('survey_response')
			.select('id')
			.where('member_id', '=', values.memberId)
			.where('stay_id', '=', values.stayId)
			.where('status', 'in', sql<'invited'>`('invited', 'started')`)
			.where('expires_at', '>', values.now)
);
