import { sql } from 'kysely';
import type { Credit, Entry, EntryKind, Lot } from '#lib/domain/ledger/account.ts';
import type { MoveOfKind } from '#lib/domain/ledger/reverse.ts';
import type { Reader } from '../db/database.ts';
import { listMergedFrom } from './merged-queries.ts';
import { toCredit, toEntry, toLot } from './rows.ts';

/** What stays made when they were last posted, and every entry of the guests concerned. */
export interface MadeBefore {
	/** The standing entry of a stay, with its lots and all their moves, by the stay's id. */
	readonly earned: ReadonlyMap<string, MadeEntry>;
	readonly credits: ReadonlyMap<string, readonly Credit[]>;
	/** By the member's id, with those of the profiles that were merged into theirs. */
	readonly entries: ReadonlyMap<string, readonly Entry[]>;
}

export interface MadeEntry {
	readonly entry: Entry;
	readonly lots: readonly Lot[];
	readonly moves: readonly MoveOfKind[];
}

export const nothingMade: MadeBefore = {
	earned: new Map(),
	credits: new Map(),
	entries: new Map()
};

export function madeSomething(made: MadeBefore, stayId: string): boolean {
	return made.earned.has(stayId) || made.credits.has(stayId);
}

/** Everything that taking back these stays has to know. Corrections are rare; all is read. */
export async function readMade(
	reader: Reader,
	stayIds: readonly string[],
	memberIds: readonly string[]
): Promise<MadeBefore> {
	if (stayIds.length === 0) return nothingMade;
	// What a stay made before its member was merged into this one stands in the other account.
	const owners = [...memberIds, ...(await listMergedFrom(reader, memberIds))];
	const entries = await reader
		.selectFrom('entry')
		.innerJoin('member', 'member.id', 'entry.member_id')
		.selectAll('entry')
		.select(sql<string>`coalesce(member.merged_into, member.id)`.as('owner_id'))
		.where('member_id', 'in', owners)
		.orderBy('member_id')
		.orderBy('sequence')
		.execute();
	const isWanted = new Set(stayIds);
	const earned = entries.filter(
		(row) => row.kind === 'earn' && row.stay_id !== null && isWanted.has(row.stay_id)
	);
	const reversed = await listReversed(
		reader,
		earned.map((row) => row.id)
	);
	const standing = earned.filter((row) => !reversed.has(row.id));
	const lots = await readLots(
		reader,
		standing.map((row) => row.id),
		owners
	);
	const credits = await reader
		.selectFrom('credit')
		.selectAll()
		.where('member_id', 'in', memberIds)
		.where('stay_id', 'in', stayIds)
		.orderBy('id')
		.execute();
	return {
		earned: new Map(
			standing.map((row) => [
				row.stay_id ?? '',
				{
					entry: toEntry(row),
					lots: lots.filter(({ madeBy }) => madeBy === row.id).map(({ lot }) => lot),
					moves: lots.filter(({ madeBy }) => madeBy === row.id).flatMap(({ moves }) => moves)
				}
			])
		),
		credits: Map.groupBy(credits.map(toCredit), (credit) => credit.stayId ?? ''),
		entries: new Map(
			[...Map.groupBy(entries, (row) => row.owner_id)].map(([memberId, rows]) => [
				memberId,
				rows.map(toEntry)
			])
		)
	};
}

/** What one entry and the credits of one cause made, and every entry of the guest. */
export interface MadeOne {
	readonly earned: MadeEntry | undefined;
	readonly credits: readonly Credit[];
	readonly entries: readonly Entry[];
}

/** Everything that taking back one entry has to know, and what else had the same cause. */
export async function readMadeOne(
	reader: Reader,
	{ entryId, cause }: { readonly entryId: string | null; readonly cause: string },
	memberId: string
): Promise<MadeOne> {
	// What was made before a member was merged into this one stands in the other account.
	const owners = [memberId, ...(await listMergedFrom(reader, [memberId]))];
	const rows = await reader
		.selectFrom('entry')
		.selectAll()
		.where('member_id', 'in', owners)
		.orderBy('sequence')
		.execute();
	const credits = await reader
		.selectFrom('credit')
		.selectAll()
		.where('member_id', 'in', owners)
		.where('cause', '=', cause)
		.orderBy('id')
		.execute();
	const row = rows.find(({ id }) => id === entryId);
	const lots = row ? await readLots(reader, [row.id], owners) : [];
	return {
		earned: row && {
			entry: toEntry(row),
			lots: lots.map(({ lot }) => lot),
			moves: lots.flatMap(({ moves }) => moves)
		},
		credits: credits.map(toCredit),
		entries: rows.map(toEntry)
	};
}

/** Those of the entries that any other entry took back. */
async function listReversed(reader: Reader, entryIds: readonly string[]): Promise<Set<string>> {
	if (entryIds.length === 0) return new Set();
	const rows = await reader
		.selectFrom('entry')
		.select('reverses')
		.where('reverses', 'in', entryIds)
		.execute();
	return new Set(rows.map((row) => row.reverses ?? ''));
}

export interface LotWithMoves {
	readonly lot: Lot;
	/** The entry whose points it holds, also where they came into it with a merge. */
	readonly madeBy: string;
	readonly moves: readonly MoveOfKind[];
}

/** The lots that entries opened, those that a merge filled from them, and every move of either. */
export async function readLots(
	reader: Reader,
	entryIds: readonly string[],
	memberIds: readonly string[]
): Promise<LotWithMoves[]> {
	if (entryIds.length === 0) return [];
	const own = await reader
		.selectFrom('entry_lot')
		.innerJoin('lot', (join) =>
			join.onRef('lot.id', '=', 'entry_lot.lot_id').onRef('lot.entry_id', '=', 'entry_lot.entry_id')
		)
		.selectAll('lot')
		.where('entry_lot.entry_id', 'in', entryIds)
		.orderBy('lot.id')
		.execute();
	if (own.length === 0) return [];
	const filled = await reader
		.selectFrom('merged_lot')
		.innerJoin('lot', 'lot.id', 'merged_lot.lot_id')
		.innerJoin('lot as source', 'source.id', 'merged_lot.from_lot_id')
		.selectAll('lot')
		.select('source.entry_id as made_by')
		.where(
			'merged_lot.from_lot_id',
			'in',
			own.map((row) => row.id)
		)
		.where('lot.member_id', 'in', memberIds)
		.orderBy('lot.id')
		.execute();
	const rows = [...own.map((row) => ({ ...row, made_by: row.entry_id })), ...filled];
	// By the entries of their members: lots are never looked up the other way round.
	const moves = await reader
		.selectFrom('entry')
		.innerJoin('entry_lot', 'entry_lot.entry_id', 'entry.id')
		.select(['entry_lot.entry_id', 'entry_lot.lot_id', 'entry_lot.points'])
		.select(['entry.kind', 'entry.effective_on'])
		.where('entry.member_id', 'in', memberIds)
		.where(
			'entry_lot.lot_id',
			'in',
			rows.map((row) => row.id)
		)
		.execute();
	const byLot = Map.groupBy(moves, (move) => move.lot_id);
	return rows.map((row) => ({
		lot: toLot(row),
		madeBy: row.made_by,
		moves: (byLot.get(row.id) ?? []).map((move) => ({
			entryId: move.entry_id,
			lotId: move.lot_id,
			points: move.points,
			kind: move.kind as EntryKind,
			on: move.effective_on
		}))
	}));
}
