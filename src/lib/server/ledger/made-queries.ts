import type { Credit, Entry, EntryKind, Lot } from '#lib/domain/ledger/account.ts';
import type { MoveOfKind } from '#lib/domain/ledger/reverse.ts';
import type { Reader } from '../db/database.ts';
import { toCredit, toEntry, toLot } from './rows.ts';

/** What stays made when they were last posted, and every entry of the members concerned. */
export interface MadeBefore {
	/** The standing entry of a stay, with its lots and all their moves, by the stay's id. */
	readonly earned: ReadonlyMap<string, MadeEntry>;
	readonly credits: ReadonlyMap<string, readonly Credit[]>;
	/** By the member's id. */
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
	const entries = await reader
		.selectFrom('entry')
		.selectAll()
		.where('member_id', 'in', memberIds)
		.orderBy('member_id')
		.orderBy('sequence')
		.execute();
	const reversed = new Set(entries.map((row) => row.reverses));
	const isWanted = new Set(stayIds);
	const standing = entries.filter(
		(row) =>
			row.kind === 'earn' &&
			row.stay_id !== null &&
			isWanted.has(row.stay_id) &&
			!reversed.has(row.id)
	);
	const lots = await readLots(
		reader,
		standing.map((row) => row.id),
		memberIds
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
					lots: lots.filter(({ lot }) => lot.entryId === row.id).map(({ lot }) => lot),
					moves: lots.filter(({ lot }) => lot.entryId === row.id).flatMap(({ moves }) => moves)
				}
			])
		),
		credits: Map.groupBy(credits.map(toCredit), (credit) => credit.stayId ?? ''),
		entries: new Map(
			[...Map.groupBy(entries, (row) => row.member_id)].map(([memberId, rows]) => [
				memberId,
				rows.map(toEntry)
			])
		)
	};
}

async function readLots(
	reader: Reader,
	entryIds: readonly string[],
	memberIds: readonly string[]
): Promise<{ lot: Lot; moves: MoveOfKind[] }[]> {
	if (entryIds.length === 0) return [];
	const rows = await reader
		.selectFrom('entry_lot')
		.innerJoin('lot', (join) =>
			join.onRef('lot.id', '=', 'entry_lot.lot_id').onRef('lot.entry_id', '=', 'entry_lot.entry_id')
		)
		.selectAll('lot')
		.where('entry_lot.entry_id', 'in', entryIds)
		.orderBy('lot.id')
		.execute();
	if (rows.length === 0) return [];
	// By the entries of their members: lots are never looked up the other way round.
	const moves = await reader
		.selectFrom('entry')
		.innerJoin('entry_lot', 'entry_lot.entry_id', 'entry.id')
		.select(['entry_lot.entry_id', 'entry_lot.lot_id', 'entry_lot.points', 'entry.kind'])
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
		moves: (byLot.get(row.id) ?? []).map((move) => ({
			entryId: move.entry_id,
			lotId: move.lot_id,
			points: move.points,
			kind: move.kind as EntryKind
		}))
	}));
}
