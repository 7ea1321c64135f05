import { sql, type ExpressionBuilder } from 'kysely';
import type { CaseKind } from '#lib/domain/cases/open-case.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import type { MemberSearch } from '#lib/domain/members/search.ts';
import type { Reader, Trx } from '../db/database.ts';
import { idsFound } from '../members/list-queries.ts';
import type { CaseMessageTable, GuestCaseTable, Tables } from '../db/tables.ts';

/** False where the response has a case already. */
export async function addCase(trx: Trx, row: GuestCaseTable): Promise<boolean> {
	const added = await trx
		.insertInto('guest_case')
		.values(row)
		.onConflict((conflict) => conflict.column('response_id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return added !== undefined;
}

/** Holds a case to the end of the transaction. */
export function lockCase(trx: Trx, id: string): Promise<GuestCaseTable | undefined> {
	return trx
		.updateTable('guest_case')
		.set((one) => ({ revision: one.ref('revision') }))
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirst();
}

export async function changeCase(
	trx: Trx,
	{ id, revision }: GuestCaseTable,
	change: Partial<Omit<GuestCaseTable, 'id' | 'revision'>>
): Promise<void> {
	await trx
		.updateTable('guest_case')
		.set({ ...change, revision: revision + 1 })
		.where('id', '=', id)
		.execute();
}

/** False when the id was seen before. */
export async function addMessage(trx: Trx, row: CaseMessageTable): Promise<boolean> {
	const added = await trx
		.insertInto('case_message')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return added !== undefined;
}

export function findMessage(reader: Reader, id: string): Promise<CaseMessageTable | undefined> {
	return reader.selectFrom('case_message').selectAll().where('id', '=', id).executeTakeFirst();
}

/** What was said, by its id. */
export async function findBodies(
	reader: Reader,
	ids: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await reader
		.selectFrom('case_message')
		.select(['id', 'body'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, body }) => [id, body]));
}

/** With the names of colleagues. */
export function listMessages(reader: Reader, caseId: string) {
	return reader
		.selectFrom('case_message')
		.leftJoin('staff', 'staff.id', 'case_message.author_id')
		.selectAll('case_message')
		.select('staff.name as staff')
		.where('case_id', '=', caseId)
		.orderBy('said_at')
		.orderBy('case_message.id')
		.execute();
}

export function findCase(reader: Reader, id: string): Promise<GuestCaseTable | undefined> {
	return reader.selectFrom('guest_case').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface CaseFilter {
	readonly property?: string | undefined;
	readonly kind?: CaseKind | undefined;
	readonly status?: 'open' | 'resolved' | undefined;
	/** Null: those that nobody has taken. */
	readonly ownerId?: string | null | undefined;
	/** Those that nobody has answered by then though they should have. */
	readonly overdueAt?: Instant | undefined;
	readonly guest?: MemberSearch | undefined;
}

const withNames = (reader: Reader) =>
	reader
		.selectFrom('guest_case')
		.innerJoin('member', 'member.id', 'guest_case.member_id')
		.innerJoin('property', 'property.id', 'guest_case.property_id')
		.leftJoin('member_identity as identity', 'identity.member_id', 'guest_case.member_id')
		.leftJoin('staff', 'staff.id', 'guest_case.owner_id')
		.selectAll('guest_case')
		.select(['member.number', 'given_name', 'family_name'])
		.select(['property.name as property', 'property.time_zone', 'staff.name as owner']);

export function findCaseLine(reader: Reader, id: string) {
	return withNames(reader).where('guest_case.id', '=', id).executeTakeFirst();
}

// As the index of the queue says it: who waits for an answer comes before who has one.
const isAnswered = sql<number>`case when answered_at is null then 0 else 1 end`;

/**
 * Those that wait for an answer by when it is due, so that what is overdue comes first, then those that
 * were answered; of what is resolved the newest first.
 */
export function listCases(
	reader: Reader,
	filter: CaseFilter,
	page: { readonly offset: number; readonly limit: number }
) {
	const isOpen = (filter.status ?? 'open') === 'open';
	const cases = withNames(reader).where(narrowed(reader, filter));
	const ordered = isOpen
		? cases.orderBy(isAnswered).orderBy('due_at')
		: cases.orderBy('resolved_at', 'desc');
	return ordered.orderBy('guest_case.id').offset(page.offset).limit(page.limit).execute();
}

export async function countCases(reader: Reader, filter: CaseFilter): Promise<number> {
	const { n } = await reader
		.selectFrom('guest_case')
		.innerJoin('property', 'property.id', 'guest_case.property_id')
		.select((one) => one.fn.countAll().as('n'))
		.where(narrowed(reader, filter))
		.executeTakeFirstOrThrow();
	return Number(n);
}

function narrowed(
	reader: Reader,
	{ property, kind, status = 'open', ownerId, overdueAt, guest }: CaseFilter
) {
	return (
		eb: ExpressionBuilder<Pick<Tables, 'guest_case' | 'property'>, 'guest_case' | 'property'>
	) =>
		eb.and([
			eb('guest_case.status', '=', status),
			...(property ? [eb('property.code', '=', property)] : []),
			...(kind ? [eb('guest_case.kind', '=', kind)] : []),
			...(ownerId ? [eb('guest_case.owner_id', '=', ownerId)] : []),
			...(ownerId === null ? [eb('guest_case.owner_id', 'is', null)] : []),
			...(overdueAt
				? [eb('guest_case.answered_at', 'is', null), eb('guest_case.due_at', '<', overdueAt)]
				: []),
			...(guest ? [eb('guest_case.member_id', 'in', idsFound(reader, guest))] : [])
		]);
}

export function listCasesOf(
	reader: Reader,
	memberId: string,
	limit: number
): Promise<GuestCaseTable[]> {
	return reader
		.selectFrom('guest_case')
		.selectAll()
		.where('member_id', '=', memberId)
		.orderBy('opened_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

/** How many cases wait for longer than they may, in all houses. */
export async function countOverdue(reader: Reader, now: Instant): Promise<number> {
	const { n } = await reader
		.selectFrom('guest_case')
		.select((one) => one.fn.countAll().as('n'))
		.where('status', '=', 'open')
		.where('answered_at', 'is', null)
		.where('due_at', '<', now)
		.executeTakeFirstOrThrow();
	return Number(n);
}
