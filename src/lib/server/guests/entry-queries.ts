import type { Reader } from '../db/database.ts';
import { withStay } from './queries.ts';

// What the pages of several entries show, for the phone that keeps them.

const lots_max = 1_000;

/** Of the entries those of the member, newest first. */
export function listEntriesOf(reader: Reader, memberId: string, entryIds: readonly string[]) {
	return withStay(reader)
		.select(['debt_change', 'recorded_at', 'programme_version', 'reverses', 'reasons'])
		.where('entry.member_id', '=', memberId)
		.where('entry.id', 'in', entryIds)
		.orderBy('entry.sequence', 'desc')
		.execute();
}

/** The entries that those name, or that name one of them. */
export function listAround(
	reader: Reader,
	memberId: string,
	entryIds: readonly string[],
	originals: readonly string[]
) {
	return reader
		.selectFrom('entry')
		.select(['id', 'effective_on', 'points', 'reverses'])
		.where('member_id', '=', memberId)
		.where((entry) =>
			entry.or([entry('id', 'in', [...entryIds, ...originals]), entry('reverses', 'in', entryIds)])
		)
		.orderBy('sequence')
		.execute();
}

export interface LotOfEntry {
	readonly id: string;
	readonly points: number;
	readonly earned_on: string;
	readonly valid_to: string;
}

export function listLotsOf(reader: Reader, memberId: string, entryIds: readonly string[]) {
	return reader
		.selectFrom('entry_lot')
		.innerJoin('lot', 'lot.id', 'entry_lot.lot_id')
		.select(['entry_lot.entry_id', 'lot.id', 'entry_lot.points', 'lot.earned_on', 'lot.valid_to'])
		.where('lot.member_id', '=', memberId)
		.where('entry_lot.entry_id', 'in', entryIds)
		.orderBy('lot.valid_to')
		.orderBy('lot.earned_on')
		.orderBy('lot.id')
		.limit(lots_max)
		.execute();
}
