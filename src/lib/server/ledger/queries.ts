import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type {
	Account,
	Credit,
	Entry,
	EntryKind,
	Lot,
	LotMove,
	Posting,
	TierGrant,
	TierReason
} from '#lib/domain/ledger/account.ts';
import type { Taken } from '#lib/domain/ledger/reverse.ts';
import type { Reasons } from '#lib/domain/reasons.ts';
import { dialectOf, type Reader, type Trx } from '../db/database.ts';
import { changeRows, insertRows, keyedStatement, statement } from '../db/statement.ts';
import type {
	AccountTable,
	CreditTable,
	EntryTable,
	LotTable,
	MemberTable,
	TierGrantTable
} from '../db/tables.ts';

/** Stands for "undated" in the columns `valid_to`: it sorts last on both databases. */
export const undated = '9999-12-31';

export type MemberStatus = MemberTable['status'];

export interface MemberAccount {
	readonly memberId: string;
	readonly status: MemberStatus;
	readonly joinedOn: PlainDate;
	readonly account: Account;
}

/** The empty account of somebody who joins. */
export function openAccount(trx: Trx, memberId: string): Promise<void> {
	return openAccounts(trx, [memberId]);
}

export function openAccounts(trx: Trx, memberIds: readonly string[]): Promise<void> {
	return insertRows(
		trx,
		'account',
		memberIds.map((memberId) => ({
			member_id: memberId,
			balance: 0,
			debt: 0,
			last_sequence: 0,
			active_on: null
		}))
	);
}

const lockOne = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.updateTable('account')
		.set((account) => ({ balance: account.ref('balance') }))
		.where('member_id', '=', memberId)
		.returning(['member_id', 'balance', 'debt', 'last_sequence', 'active_on'])
		.returning([
			sql<PlainDate>`(select joined_on from member where id = account.member_id)`.as('joined_on'),
			sql<MemberStatus>`(select status from member where id = account.member_id)`.as('status')
		])
);

/** Holds the account to the end of the transaction; an update that changes nothing does, on both. */
export async function lockAccount(trx: Trx, memberId: string): Promise<MemberAccount | undefined> {
	const [row] = await lockOne(trx, { memberId });
	return row && toAccount(row);
}

const accountsOf = keyedStatement((reader, memberIds) => withMember(reader, memberIds));

// The sort is below the lock, so rows are locked in the order of their ids.
const lockThose = keyedStatement((reader, memberIds) =>
	withMember(reader, memberIds).orderBy('member_id').forUpdate('account')
);

function withMember(reader: Reader, memberIds: readonly string[]) {
	return reader
		.selectFrom('account')
		.innerJoin('member', 'member.id', 'account.member_id')
		.select(['member_id', 'balance', 'debt', 'last_sequence', 'active_on'])
		.select(['joined_on', 'status'])
		.where('member_id', 'in', memberIds);
}

/**
 * Locks in the order of the ids, so that two who do so never wait in a ring. On SQLite whoever writes
 * holds them all already, since the transaction began (BEGIN IMMEDIATE).
 */
export async function lockAccounts(
	trx: Trx,
	memberIds: Iterable<string>
): Promise<Map<string, MemberAccount>> {
	const ids = [...new Set(memberIds)].sort();
	const lock = dialectOf(trx) === 'postgres' ? lockThose : accountsOf;
	const rows = await lock(trx, ids);
	return new Map(rows.map((row) => [row.member_id, toAccount(row)]));
}

function toAccount(
	row: AccountTable & { readonly joined_on: PlainDate; readonly status: MemberStatus }
): MemberAccount {
	return {
		memberId: row.member_id,
		status: row.status,
		joinedOn: row.joined_on,
		account: {
			balance: row.balance,
			debt: row.debt,
			lastSequence: row.last_sequence,
			activeOn: row.active_on ?? undefined
		}
	};
}

// Most spending needs a lot or two; who needs more gets more at a time.
const firstLots_max = 8;
const nextLots_max = 256;

const firstLots = statement((reader, { memberId }: { memberId: string }) =>
	openLots(reader).where('member_id', '=', memberId).limit(sql.lit(firstLots_max))
);

const nextLots = statement(
	(reader, after: { memberId: string; validTo: PlainDate; earnedOn: PlainDate; id: string }) =>
		openLots(reader)
			.where('member_id', '=', after.memberId)
			.where(
				sql<boolean>`(valid_to, earned_on, id) > (${after.validTo}, ${after.earnedOn}, ${after.id})`
			)
			.limit(sql.lit(nextLots_max))
);

function openLots(reader: Reader) {
	return reader
		.selectFrom('lot')
		.selectAll()
		.where('points_left', '>', sql.lit(0))
		.orderBy('valid_to')
		.orderBy('earned_on')
		.orderBy('id');
}

/**
 * Open lots in spending order, from the first up to where `points` are covered by those usable on
 * `today`; lapsed ones come first and do not count. However many lots there are, few are read.
 */
export async function listLotsToSpend(
	reader: Reader,
	memberId: string,
	points: number,
	today: PlainDate
): Promise<Lot[]> {
	const lots: Lot[] = [];
	let covered = 0;
	let rows = await firstLots(reader, { memberId });
	for (let limit = firstLots_max; ; limit = nextLots_max) {
		for (const row of rows) {
			lots.push(toLot(row));
			if (row.valid_to >= today) covered += row.points_left;
		}
		const last = rows.at(-1);
		if (covered >= points || !last || rows.length < limit) return lots;
		rows = await nextLots(reader, {
			memberId,
			validTo: last.valid_to,
			earnedOn: last.earned_on,
			id: last.id
		});
	}
}

/** All open lots of a member, in spending order: expiring first, then older ones, undated last. */
export function listOpenLots(reader: Reader, memberId: string): Promise<Lot[]> {
	return listLotsToSpend(reader, memberId, Infinity, undated);
}

/** The open lots of several members, each in spending order. */
export async function listOpenLotsOf(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, Lot[]>> {
	return mapGroups(await lotsOf(reader, memberIds), (row) => row.member_id, toLot);
}

const lotsOf = keyedStatement((reader, keys) => openLots(reader).where('member_id', 'in', keys));

export async function listCreditsOf(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, Credit[]>> {
	return mapGroups(await creditsOf(reader, memberIds), (row) => row.member_id, toCredit);
}

const creditsOf = keyedStatement((reader, keys) =>
	reader
		.selectFrom('credit')
		.selectAll()
		.where('member_id', 'in', keys)
		.orderBy('counts_on')
		.orderBy('id')
);

export async function listCredits(
	reader: Reader,
	memberId: string,
	from: PlainDate = ''
): Promise<Credit[]> {
	return (await creditsFrom(reader, { memberId, from })).map(toCredit);
}

const creditsFrom = statement((reader, { memberId, from }: { memberId: string; from: PlainDate }) =>
	reader
		.selectFrom('credit')
		.selectAll()
		.where('member_id', '=', memberId)
		.where('counts_on', '>=', from)
		.orderBy('counts_on')
		.orderBy('id')
);

export async function listGrants(reader: Reader, memberId: string): Promise<TierGrant[]> {
	return (await grantsOf(reader, { memberId })).map(toGrant);
}

const grantsOf = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('tier_grant')
		.selectAll()
		.where('member_id', '=', memberId)
		.orderBy('from_on')
		.orderBy('id')
);

export async function listGrantsOf(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, TierGrant[]>> {
	return mapGroups(await grantsOfAll(reader, memberIds), (row) => row.member_id, toGrant);
}

const grantsOfAll = keyedStatement((reader, keys) =>
	reader
		.selectFrom('tier_grant')
		.selectAll()
		.where('member_id', 'in', keys)
		.orderBy('from_on')
		.orderBy('id')
);

export interface Due {
	/** The day by which it is found: of a lot, its last usable one; of silence, the last activity. */
	readonly date: PlainDate;
	readonly memberId: string;
}

/** Members with lots whose last usable day is before `through`, in the order of those days. */
export async function listDueMembers(
	reader: Reader,
	through: PlainDate,
	after: Due,
	limit: number
): Promise<Due[]> {
	const rows = await reader
		.selectFrom('lot')
		.select(['valid_to', 'member_id'])
		.distinct()
		.where('points_left', '>', sql.lit(0))
		.where('valid_to', '<', sql.lit(undated))
		.where('valid_to', '<', through)
		.where(sql<boolean>`(valid_to, member_id) > (${after.date}, ${after.memberId})`)
		.orderBy('valid_to')
		.orderBy('member_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ date: row.valid_to, memberId: row.member_id }));
}

/** Members with points whose last activity was before a day, in the order of those days. */
export async function listSilentMembers(
	reader: Reader,
	before: PlainDate,
	after: Due,
	limit: number
): Promise<Due[]> {
	const rows = await reader
		.selectFrom('account')
		.select(['active_on', 'member_id'])
		.where('balance', '>', sql.lit(0))
		.where('active_on', '<', before)
		.where('active_on', '>=', after.date)
		.where(sql<boolean>`(active_on, member_id) > (${after.date}, ${after.memberId})`)
		.orderBy('active_on')
		.orderBy('member_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ date: row.active_on ?? '', memberId: row.member_id }));
}

/** Members with points who were never active: theirs came as gifts or by hand. */
export async function listNeverActiveMembers(
	reader: Reader,
	after: Due,
	limit: number
): Promise<Due[]> {
	const rows = await reader
		.selectFrom('account')
		.select('member_id')
		.where('balance', '>', sql.lit(0))
		.where('active_on', 'is', null)
		.where('member_id', '>', after.memberId)
		.orderBy('member_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ date: 'none', memberId: row.member_id }));
}

/** A redemption of the member: what it took from which lots. Undefined for any other entry. */
export async function findTaken(
	reader: Reader,
	memberId: string,
	entryId: string
): Promise<Omit<Taken, 'otherActivityOn'> | undefined> {
	const entry = await reader
		.selectFrom('entry')
		.selectAll()
		.where('id', '=', entryId)
		.where('member_id', '=', memberId)
		.where('kind', '=', 'redeem')
		.executeTakeFirst();
	if (!entry) return undefined;
	const rows = await reader
		.selectFrom('entry_lot')
		.innerJoin('lot', 'lot.id', 'entry_lot.lot_id')
		.selectAll('lot')
		.select('entry_lot.points as moved')
		.where('entry_lot.entry_id', '=', entryId)
		.orderBy('lot.valid_to')
		.orderBy('lot.earned_on')
		.orderBy('lot.id')
		.execute();
	return {
		entry: toEntry(entry),
		takes: rows.map((row) => ({ lot: toLot(row), points: -row.moved }))
	};
}

/** Every entry of a member, oldest first: for the rare acts that look at all of them. */
export async function listAllEntries(reader: Reader, memberId: string): Promise<Entry[]> {
	const rows = await reader
		.selectFrom('entry')
		.selectAll()
		.where('member_id', '=', memberId)
		.orderBy('sequence')
		.execute();
	return rows.map(toEntry);
}

export async function isReversed(reader: Reader, entryId: string): Promise<boolean> {
	const row = await reader
		.selectFrom('entry')
		.select('id')
		.where('reverses', '=', entryId)
		.executeTakeFirst();
	return row !== undefined;
}

export interface MemberPosting {
	readonly memberId: string;
	readonly posting: Posting;
}

/**
 * Writes what was decided, for one member or for thousands: the entries, the lots they open, what they
 * move, credits and tiers, and the account as it stands after. The accounts must be held.
 */
export async function writePostings(
	trx: Trx,
	postings: readonly MemberPosting[],
	now: Instant
): Promise<void> {
	const rows = postings.map((one) => toRows(one, now));
	await insertRows(
		trx,
		'entry',
		rows.flatMap(({ entries }) => entries)
	);
	await insertRows(
		trx,
		'lot',
		rows.flatMap(({ lots }) => lots)
	);
	await insertRows(
		trx,
		'entry_lot',
		rows.flatMap(({ moves }) => moves)
	);
	await insertRows(
		trx,
		'credit',
		rows.flatMap(({ credits }) => credits)
	);
	await insertRows(
		trx,
		'tier_grant',
		rows.flatMap(({ grants }) => grants)
	);
	await moveLots(
		trx,
		rows.flatMap(({ changes }) => changes)
	);
	await changeAccounts(trx, postings);
}

function moveLots(trx: Trx, changes: readonly (readonly [string, number])[]): Promise<void> {
	return changeRows(
		trx,
		'lot',
		(values) => sql`update lot set points_left = points_left + change.column2
			from ${values} as change where lot.id = change.column1`,
		['text', 'bigint'],
		changes
	);
}

function changeAccounts(trx: Trx, postings: readonly MemberPosting[]): Promise<void> {
	return changeRows(
		trx,
		'account',
		(values) => sql`update account set balance = change.column2, debt = change.column3,
			last_sequence = change.column4, active_on = change.column5
			from ${values} as change where account.member_id = change.column1`,
		['text', 'bigint', 'bigint', 'bigint', 'text'],
		postings.map(({ memberId, posting: { account } }) => [
			memberId,
			account.balance,
			account.debt,
			account.lastSequence,
			account.activeOn ?? null
		])
	);
}

function toRows({ memberId, posting }: MemberPosting, now: Instant) {
	const opened = new Map(posting.opened.map((lot) => [lot.id, 0]));
	const changed = new Map<string, number>();
	for (const { lotId, points } of posting.moves) {
		const at = opened.has(lotId) ? opened : changed;
		at.set(lotId, (at.get(lotId) ?? 0) + points);
	}
	return {
		entries: posting.entries.map((entry) => fromEntry(memberId, entry, now)),
		lots: posting.opened.map((lot) => fromLot(memberId, { ...lot, left: opened.get(lot.id) ?? 0 })),
		moves: sumMoves(posting.moves),
		changes: [...changed].filter(([, points]) => points !== 0),
		credits: posting.credits.map((credit) => fromCredit(memberId, credit, now)),
		grants: posting.grants.map((grant) => fromGrant(memberId, grant, now))
	};
}

function sumMoves(moves: readonly LotMove[]) {
	return moves.map((move) => ({
		entry_id: move.entryId,
		lot_id: move.lotId,
		points: move.points
	}));
}

function fromEntry(memberId: string, entry: Entry, now: Instant): EntryTable {
	return {
		id: entry.id,
		member_id: memberId,
		sequence: entry.sequence,
		kind: entry.kind,
		points: entry.points,
		debt_change: entry.debtChange,
		balance_after: entry.balanceAfter,
		effective_on: entry.effectiveOn,
		recorded_at: now,
		programme_version: entry.programmeVersion,
		stay_id: entry.stayId ?? null,
		stay_revision: entry.stayRevision ?? null,
		reverses: entry.reverses ?? null,
		reasons: JSON.stringify(entry.reasons)
	};
}

/** An entry as its row says it; `recordedAt` is when it was written. */
export function toEntry(row: EntryTable): Entry & { readonly recordedAt: Instant } {
	return {
		id: row.id,
		sequence: row.sequence,
		kind: row.kind as EntryKind,
		points: row.points,
		debtChange: row.debt_change,
		balanceAfter: row.balance_after,
		effectiveOn: row.effective_on,
		recordedAt: row.recorded_at,
		programmeVersion: row.programme_version,
		stayId: row.stay_id ?? undefined,
		stayRevision: row.stay_revision ?? undefined,
		reverses: row.reverses ?? undefined,
		reasons: JSON.parse(row.reasons) as Reasons
	};
}

function fromLot(memberId: string, lot: Lot): LotTable {
	return {
		id: lot.id,
		member_id: memberId,
		entry_id: lot.entryId,
		granted: lot.granted,
		points_left: lot.left,
		earned_on: lot.earnedOn,
		valid_to: lot.validTo ?? undated
	};
}

export function toLot(row: LotTable): Lot {
	return {
		id: row.id,
		entryId: row.entry_id,
		granted: row.granted,
		left: row.points_left,
		earnedOn: row.earned_on,
		validTo: row.valid_to === undated ? undefined : row.valid_to
	};
}

function fromCredit(memberId: string, credit: Credit, now: Instant): CreditTable {
	return {
		id: credit.id,
		member_id: memberId,
		kind: credit.kind,
		amount: credit.amount,
		counts_on: credit.countsOn,
		starts_on: credit.startsOn ?? null,
		basis: credit.basis,
		stay_id: credit.stayId ?? null,
		programme_version: credit.programmeVersion,
		recorded_at: now
	};
}

export function toCredit(row: CreditTable): Credit {
	return {
		id: row.id,
		kind: row.kind,
		amount: row.amount,
		countsOn: row.counts_on,
		startsOn: row.starts_on ?? undefined,
		basis: row.basis,
		stayId: row.stay_id ?? undefined,
		programmeVersion: row.programme_version
	};
}

function fromGrant(memberId: string, grant: TierGrant, now: Instant): TierGrantTable {
	return {
		id: grant.id,
		member_id: memberId,
		tier: grant.tier,
		from_on: grant.from,
		valid_to: grant.validTo ?? undated,
		reason: JSON.stringify(grant.reason),
		revokes: grant.revokes ?? null,
		programme_version: grant.programmeVersion,
		recorded_at: now
	};
}

export function toGrant(row: TierGrantTable): TierGrant {
	return {
		id: row.id,
		tier: row.tier,
		from: row.from_on,
		validTo: row.valid_to === undated ? undefined : row.valid_to,
		reason: JSON.parse(row.reason) as TierReason,
		revokes: row.revokes ?? undefined,
		programmeVersion: row.programme_version
	};
}

function mapGroups<Row, T>(
	rows: readonly Row[],
	key: (row: Row) => string,
	to: (row: Row) => T
): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(to(row));
		else groups.set(key(row), [to(row)]);
	}
	return groups;
}
