import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';
import { keyedStatement, statement } from '../db/statement.ts';
import { withStay } from './queries.ts';

// What staff read of one member, beside what the member's own pages read.

/** A page of the ledger with all reasons. */
export const listLedger = statement(
	(reader, values: { memberId: string; before: number; limit: number }) =>
		withStay(reader)
			.select(['debt_change', 'recorded_at', 'programme_version', 'reverses', 'reasons'])
			.where('entry.member_id', '=', values.memberId)
			.where('entry.sequence', '<', values.before)
			.orderBy('entry.sequence', 'desc')
			.limit(values.limit)
);

/** Entries that others name. */
export const listNamedEntries = keyedStatement((reader, entryIds) =>
	reader.selectFrom('entry').select(['id', 'effective_on', 'points']).where('id', 'in', entryIds)
);

export async function countOpenVouchers(reader: Reader, memberId: string): Promise<number> {
	const [row] = await openVouchers(reader, { memberId });
	return Number(row?.count ?? 0);
}

const openVouchers = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('redemption')
		.select((redemption) => redemption.fn.countAll().as('count'))
		.where('member_id', '=', memberId)
		.where('status', '=', sql.lit<'issued'>('issued'))
);
