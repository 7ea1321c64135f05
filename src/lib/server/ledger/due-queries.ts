import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import { undated } from './rows.ts';

// Members whose points may lapse, each kind by an index of its own.

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
