import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import type { Due } from './due-queries.ts';
import { undated } from './rows.ts';

// Members whose tiers time alone may change.

/** Members with a tier whose last day lies from one day on and before another, by those days. */
export async function listEndedTiers(
	reader: Reader,
	from: PlainDate,
	before: PlainDate,
	after: Due,
	limit: number
): Promise<Due[]> {
	const rows = await reader
		.selectFrom('tier_grant')
		.select(['valid_to', 'member_id'])
		.distinct()
		.where('valid_to', '<', sql.lit(undated))
		.where('valid_to', '>=', from)
		.where('valid_to', '<', before)
		.where(sql<boolean>`(valid_to, member_id) > (${after.date}, ${after.memberId})`)
		.orderBy('valid_to')
		.orderBy('member_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ date: row.valid_to, memberId: row.member_id }));
}

export interface CountedMember {
	readonly memberId: string;
	/** Whether anything counted since the day, or a tier was ever granted. */
	readonly counted: boolean;
}

/** The next members by id, each with whether there is anything that closing years can look at. */
export async function listCountedMembers(
	reader: Reader,
	since: PlainDate,
	after: string,
	limit: number
): Promise<CountedMember[]> {
	const rows = await reader
		.selectFrom('account')
		.select('member_id')
		.select(({ exists, selectFrom, or, case: when, lit }) =>
			when()
				.when(
					or([
						exists(
							selectFrom('credit')
								.select('credit.member_id')
								.whereRef('credit.member_id', '=', 'account.member_id')
								.where('credit.counts_on', '>=', since)
						),
						exists(
							selectFrom('tier_grant')
								.select('tier_grant.member_id')
								.whereRef('tier_grant.member_id', '=', 'account.member_id')
						)
					])
				)
				.then(lit(1))
				.else(lit(0))
				.end()
				.as('counted')
		)
		.where('member_id', '>', after)
		.orderBy('member_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ memberId: row.member_id, counted: Number(row.counted) === 1 }));
}
