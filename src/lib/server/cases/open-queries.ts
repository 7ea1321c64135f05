import { sql } from 'kysely';
import type { Reader } from '../db/database.ts';

const isOpen = sql.lit<'open'>('open');

/** What is open of a member, the oldest first, with the first that they wrote. */
export function listOpenOf(reader: Reader, memberId: string) {
	return reader
		.selectFrom('guest_case')
		.select(['id', 'property_id', 'kind', 'opened_at', 'due_at', 'answered_at'])
		.select((one) =>
			one
				.selectFrom('case_message')
				.select('body')
				.whereRef('case_message.case_id', '=', 'guest_case.id')
				.where('said_by', '=', 'guest')
				.orderBy('said_at')
				.orderBy('case_message.id')
				.limit(1)
				.as('said')
		)
		.where('member_id', '=', memberId)
		.where('status', '=', isOpen)
		.orderBy('opened_at')
		.orderBy('id')
		.execute();
}

/** How many cases are open, by member; whoever has none is left out. */
export async function countOpenOf(
	reader: Reader,
	memberIds: readonly string[]
): Promise<ReadonlyMap<string, number>> {
	if (memberIds.length === 0) return new Map();
	const rows = await reader
		.selectFrom('guest_case')
		.select(['member_id', (one) => one.fn.countAll().as('n')])
		.where('member_id', 'in', memberIds)
		.where('status', '=', isOpen)
		.groupBy('member_id')
		.execute();
	return new Map(rows.map(({ member_id, n }) => [member_id, Number(n)]));
}
