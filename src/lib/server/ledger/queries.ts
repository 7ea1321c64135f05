import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Account, Credit, Entry, Lot, TierGrant } from '#lib/domain/ledger/account.ts';
import type { Taken } from '#lib/domain/ledger/reverse.ts';
import { dialectOf, type Reader, type Trx } from '../db/database.ts';
import { insertRows, keyedStatement, statement } from '../db/statement.ts';
import type { AccountTable, MemberTable } from '../db/tables.ts';
import { toCredit, toEntry, toGrant, toLot, undated } from './rows.ts';

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
			active_on: null,
			merged_into: null
		}))
	);
}

const lockOne = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.updateTable('account')
		.set((account) => ({ balance: account.ref('balance') }))
		.where('member_id', '=', memberId)
		.returning(['member_id', 'balance', 'debt', 'last_sequence', 'active_on', 'merged_into'])
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
		.select(['member_id', 'balance', 'debt', 'last_sequence', 'active_on', 'account.merged_into'])
		.select(['joined_on', 'status'])
		.where('member_id', 'in', memberIds);
}

/** Accounts as they are, for what only looks. */
export async function listAccounts(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, MemberAccount>> {
	const rows = await accountsOf(reader, memberIds);
	return new Map(rows.map((row) => [row.member_id, toAccount(row)]));
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
		status: row.merged_into === null ? row.status : 'merged',
		joinedOn: row.joined_on,
		account: {
			balance: row.balance,
			debt: row.debt,
			lastSequence: row.last_sequence,
			activeOn: row.active_on ?? undefined
		}
	};
}

/** Whether an account went into another's, and into whose. The account must be held. */
export async function setAccountMerged(
	trx: Trx,
	memberId: string,
	intoId: string | null
): Promise<void> {
	await trx
		.updateTable('account')
		.set({ merged_into: intoId })
		.where('member_id', '=', memberId)
		.execute();
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
	return byMember(await lotsOf(reader, memberIds), toLot);
}

const lotsOf = keyedStatement((reader, keys) => openLots(reader).where('member_id', 'in', keys));

export async function listCreditsOf(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, Credit[]>> {
	return byMember(await creditsOf(reader, memberIds), toCredit);
}

const creditsOf = keyedStatement((reader, keys) =>
	reader
		.selectFrom('credit')
		.selectAll()
		.where('member_id', 'in', keys)
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
	return byMember(await grantsOfAll(reader, memberIds), toGrant);
}

const grantsOfAll = keyedStatement((reader, keys) =>
	reader
		.selectFrom('tier_grant')
		.selectAll()
		.where('member_id', 'in', keys)
		.orderBy('from_on')
		.orderBy('id')
);

/**
 * A redemption of the member, or of who was merged into them: what it took from which lots. Undefined
 * for any other entry.
 */
export async function findTaken(
	reader: Reader,
	memberId: string,
	entryId: string
): Promise<Omit<Taken, 'otherActivityOn'> | undefined> {
	const entry = await reader
		.selectFrom('entry')
		.innerJoin('member', 'member.id', 'entry.member_id')
		.selectAll('entry')
		.where('entry.id', '=', entryId)
		.where(({ or, eb }) =>
			or([eb('entry.member_id', '=', memberId), eb('member.merged_into', '=', memberId)])
		)
		.where('entry.kind', '=', 'redeem')
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
		takes: rows.map((row) => ({ lot: toLot(row), points: -row.moved })),
		elsewhere: new Set(rows.filter((row) => row.member_id !== memberId).map((row) => row.id))
	};
}

/** Every entry of a member, oldest first: for the rare acts that look at all of them. */
export async function listAllEntries(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Entry[]> {
	const rows = await reader
		.selectFrom('entry')
		.selectAll()
		.where('member_id', 'in', memberIds)
		.orderBy('member_id')
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

/** What each member has, in the order in which it was read. */
function byMember<Row extends { readonly member_id: string }, T>(
	rows: readonly Row[],
	to: (row: Row) => T
): Map<string, T[]> {
	const groups = Map.groupBy(rows, (row) => row.member_id);
	return new Map([...groups].map(([memberId, own]) => [memberId, own.map(to)]));
}
