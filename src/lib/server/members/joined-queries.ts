import type { PlainDate } from '#lib/domain/calendar.ts';
import type { Reader } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';

/** On which day each of these members joined. */
export async function listJoinedOn(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, PlainDate>> {
	const rows = await joinedOn(reader, memberIds);
	return new Map(rows.map((row) => [row.id, row.joined_on]));
}

const joinedOn = keyedStatement((reader, memberIds) =>
	reader.selectFrom('member').select(['id', 'joined_on']).where('id', 'in', memberIds)
);
