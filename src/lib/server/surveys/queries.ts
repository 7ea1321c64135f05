import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type {
	ResponseWordTable,
	SurveyAnswerTable,
	SurveyResponseTable,
	SurveyVersionTable
} from '../db/tables.ts';

export interface VersionKey {
	readonly surveyId: string;
	readonly version: number;
}

export function findNewestVersion(
	reader: Reader,
	surveyId: string
): Promise<SurveyVersionTable | undefined> {
	return reader
		.selectFrom('survey_version')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.orderBy('version', 'desc')
		.limit(1)
		.executeTakeFirst();
}

export function findVersion(
	reader: Reader,
	{ surveyId, version }: VersionKey
): Promise<SurveyVersionTable | undefined> {
	return reader
		.selectFrom('survey_version')
		.selectAll()
		.where('survey_id', '=', surveyId)
		.where('version', '=', version)
		.executeTakeFirst();
}

/** Every version, the newest first, with how often it was sent in. */
export function listVersions(reader: Reader, surveyId: string) {
	return reader
		.selectFrom('survey_version')
		.selectAll('survey_version')
		.select((version) =>
			version
				.selectFrom('survey_response')
				.select(({ fn }) => fn.countAll<number>().as('n'))
				.whereRef('survey_response.survey_id', '=', 'survey_version.survey_id')
				.whereRef('survey_response.version', '=', 'survey_version.version')
				.where('survey_response.status', '=', 'submitted')
				.$asScalar()
				.$notNull()
				.as('responses')
		)
		.where('survey_id', '=', surveyId)
		.orderBy('version', 'desc')
		.execute();
}

export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number];

export async function listVersionDocuments(reader: Reader, surveyId: string): Promise<string[]> {
	const rows = await reader
		.selectFrom('survey_version')
		.select('document')
		.where('survey_id', '=', surveyId)
		.execute();
	return rows.map(({ document }) => document);
}

export async function addVersion(trx: Trx, row: SurveyVersionTable): Promise<void> {
	await trx
		.insertInto('survey_version')
		.values(row)
		.onConflict((conflict) => conflict.columns(['survey_id', 'version']).doNothing())
		.execute();
}

/** Checked-out stays that were not asked about, of guests who may be and were not lately. */
export function listToInvite(
	reader: Reader,
	asked: {
		readonly surveyId: string;
		/** Departures from one day to another. */
		readonly from: PlainDate;
		readonly to: PlainDate;
		readonly notSince: Instant;
		readonly after: { readonly departure: PlainDate; readonly id: string };
		readonly limit: number;
	}
) {
	const { after } = asked;
	return reader
		.selectFrom('stay')
		.innerJoin('property', 'property.id', 'stay.property_id')
		.innerJoin('member', 'member.id', 'stay.member_id')
		.innerJoin('member_identity', 'member_identity.member_id', 'member.id')
		.select(['stay.id', 'stay.departure', 'stay.property_id', 'property.time_zone'])
		.select('member.id as member_id')
		.where('stay.status', '=', 'checked_out')
		.where('stay.member_id', 'is not', null)
		.where('stay.departure', '>=', asked.from)
		.where('stay.departure', '<=', asked.to)
		.where(({ eb, and, or }) =>
			or([
				eb('stay.departure', '>', after.departure),
				and([eb('stay.departure', '=', after.departure), eb('stay.id', '>', after.id)])
			])
		)
		.where('member.status', '=', 'active')
		.where('email_verified_at', 'is not', null)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('survey_response')
						.select('survey_response.id')
						.where('survey_id', '=', asked.surveyId)
						.whereRef('stay_id', '=', 'stay.id')
				)
			)
		)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('survey_response')
						.select('survey_response.id')
						.whereRef('survey_response.member_id', '=', 'member.id')
						.where('invited_at', '>', asked.notSince)
				)
			)
		)
		.orderBy('stay.departure')
		.orderBy('stay.id')
		.limit(asked.limit)
		.execute();
}

/** Nobody was reminded of it yet. */
export type NewResponse = Omit<SurveyResponseTable, 'reminded_at' | 'reminder_hash'>;

export function addResponses(trx: Trx, rows: readonly NewResponse[]): Promise<void> {
	return insertRows(
		trx,
		'survey_response',
		rows.map((row) => ({ ...row, reminded_at: null, reminder_hash: null }))
	);
}

/** Invitations of a time that nobody has begun to answer, of guests who may be written to. */
export function listToRemind(
	reader: Reader,
	asked: {
		/** When they were invited, from one instant to another. */
		readonly from: Instant;
		readonly to: Instant;
		readonly now: Instant;
		readonly limit: number;
	}
) {
	return reader
		.selectFrom('survey_response')
		.innerJoin('property', 'property.id', 'survey_response.property_id')
		.innerJoin('member', 'member.id', 'survey_response.member_id')
		.innerJoin('member_identity', 'member_identity.member_id', 'member.id')
		.select(['survey_response.id', 'survey_id', 'version', 'expires_at', 'property.time_zone'])
		.select('member.id as member_id')
		.where('survey_response.status', '=', 'invited')
		.where('reminded_at', 'is', null)
		.where('invited_at', '>=', asked.from)
		.where('invited_at', '<=', asked.to)
		.where('expires_at', '>', asked.now)
		.where('member.status', '=', 'active')
		.where('email_verified_at', 'is not', null)
		.orderBy('invited_at')
		.orderBy('survey_response.id')
		.limit(asked.limit)
		.execute();
}

/** True for the one that may remind of it: nobody else has, and it was not begun meanwhile. */
export async function claimReminder(
	trx: Trx,
	id: string,
	reminderHash: string,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('survey_response')
		.set({ reminded_at: now, reminder_hash: reminderHash })
		.where('id', '=', id)
		.where('status', '=', 'invited')
		.where('reminded_at', 'is', null)
		.where('expires_at', '>', now)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Some of those that nobody can answer any more; returns how many. */
export async function expireResponses(trx: Trx, now: Instant, limit: number): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable('survey_response')
		.set({ status: 'expired' })
		.where('id', 'in', (over) =>
			over
				.selectFrom('survey_response')
				.select('id')
				.where('status', 'in', ['invited', 'started'])
				.where('expires_at', '<=', now)
				.orderBy('expires_at')
				.limit(limit)
		)
		.executeTakeFirstOrThrow();
	return Number(numUpdatedRows);
}

/** Who asks for a response: whoever holds its link, or the signed-in member by its id. */
export type Whose =
	{ readonly tokenHash: string } | { readonly memberId: string; readonly id: string };

const withStay = (reader: Reader) =>
	reader
		.selectFrom('survey_response')
		.innerJoin('stay', 'stay.id', 'survey_response.stay_id')
		.innerJoin('property', 'property.id', 'survey_response.property_id')
		.selectAll('survey_response')
		.select(['stay.arrival', 'stay.departure'])
		.select(['property.name as property', 'property.time_zone']);

export type ResponseRow = Awaited<ReturnType<ReturnType<typeof withStay>['execute']>>[number];

export function findResponse(reader: Reader, whose: Whose): Promise<ResponseRow | undefined> {
	const found =
		'tokenHash' in whose
			? withStay(reader).where(({ eb, or }) =>
					or([eb('token_hash', '=', whose.tokenHash), eb('reminder_hash', '=', whose.tokenHash)])
				)
			: withStay(reader)
					.where('survey_response.id', '=', whose.id)
					.where('survey_response.member_id', '=', whose.memberId);
	return found.executeTakeFirst();
}

/** Those that are still waited for, the oldest first. */
export function listOpenResponses(reader: Reader) {
	return reader
		.selectFrom('survey_response')
		.select(['id', 'member_id', 'property_id'])
		.where('status', 'in', ['invited', 'started'])
		.orderBy('expires_at')
		.orderBy('id')
		.execute();
}

/** The response, held to the end of the transaction. */
export async function lockResponse(trx: Trx, whose: Whose): Promise<ResponseRow | undefined> {
	const found = await findResponse(trx, whose);
	if (!found) return undefined;
	await trx
		.updateTable('survey_response')
		.set((row) => ({ status: row.ref('status') }))
		.where('id', '=', found.id)
		.execute();
	return findResponse(trx, whose);
}

export async function changeResponse(
	trx: Trx,
	id: string,
	change: Partial<Omit<SurveyResponseTable, 'id'>>
): Promise<void> {
	await trx.updateTable('survey_response').set(change).where('id', '=', id).execute();
}

export function listResponsesOf(
	reader: Reader,
	memberId: string,
	limit: number
): Promise<ResponseRow[]> {
	return withStay(reader)
		.where('survey_response.member_id', '=', memberId)
		.orderBy('invited_at', 'desc')
		.orderBy('survey_response.id', 'desc')
		.limit(limit)
		.execute();
}

export async function listAnswers(
	reader: Reader,
	responseId: string
): Promise<Record<string, string>> {
	const rows = await listSaid(reader, responseId);
	return Object.fromEntries(
		rows.flatMap(({ item, value }) => (value === '' ? [] : [[item, value]]))
	);
}

/** With when each was said; one that was taken back is empty. */
export function listSaid(reader: Reader, responseId: string) {
	return reader
		.selectFrom('survey_answer')
		.select(['item', 'value', 'answered_at'])
		.where('response_id', '=', responseId)
		.execute();
}

/** Keeps answers by their item, the later one in place of the earlier. */
export async function putAnswers(trx: Trx, rows: readonly SurveyAnswerTable[]): Promise<void> {
	if (rows.length === 0) return;
	await trx
		.insertInto('survey_answer')
		.values(rows)
		.onConflict((conflict) =>
			conflict.columns(['response_id', 'item']).doUpdateSet((row) => ({
				value: row.ref('excluded.value'),
				answered_at: row.ref('excluded.answered_at')
			}))
		)
		.execute();
}

export async function deleteAnswers(trx: Trx, responseId: string): Promise<void> {
	await trx.deleteFrom('survey_answer').where('response_id', '=', responseId).execute();
}

export async function addScores(
	trx: Trx,
	responseId: string,
	scores: readonly { readonly dimension: string; readonly micro: number }[]
): Promise<void> {
	await insertRows(
		trx,
		'survey_score',
		scores.map(({ dimension, micro }) => ({
			response_id: responseId,
			dimension,
			score_micro: micro
		}))
	);
}

/** How the stay was booked, and whether its guest had stayed before. */
export function findStayAsked(
	reader: Reader,
	{ memberId, stayId }: { readonly memberId: string; readonly stayId: string }
) {
	return reader
		.selectFrom('stay')
		.innerJoin('stay_revision', (join) =>
			join
				.onRef('stay_revision.stay_id', '=', 'stay.id')
				.onRef('stay_revision.revision', '=', 'stay.revision')
		)
		.select('stay_revision.channel')
		.select((one) =>
			one
				.case()
				.when(
					one.exists(
						one
							.selectFrom('stay as earlier')
							.select('earlier.id')
							.where('earlier.member_id', '=', memberId)
							.where('earlier.status', '=', 'checked_out')
							.whereRef('earlier.arrival', '<', 'stay.arrival')
					)
				)
				.then(1)
				.else(0)
				.end()
				.as('had_stayed')
		)
		.where('stay.id', '=', stayId)
		.executeTakeFirstOrThrow();
}

export function addWords(trx: Trx, rows: readonly ResponseWordTable[]): Promise<void> {
	return insertRows(trx, 'response_word', rows);
}

/** The language in which a guest reads us. */
export async function findLocaleOf(reader: Reader, memberId: string): Promise<string> {
	const row = await reader
		.selectFrom('member_identity')
		.select('locale')
		.where('member_id', '=', memberId)
		.executeTakeFirst();
	return row?.locale ?? 'en';
}
