import { dateIn } from '#lib/domain/calendar.ts';
import { inOneLine } from '#lib/domain/cases/in-one-line.ts';
import type { DeskCase } from '#lib/domain/views/desk.ts';
import type { Reader } from '../db/database.ts';
import type { Property } from '../stays/properties.ts';
import { wallOf } from '../rewards/voucher-lines.ts';
import { listOpenOf } from './open-queries.ts';

/** What a guest told any house and is open, as a desk reads it by its own clock; the oldest first. */
export async function readOpenCases(
	reader: Reader,
	memberId: string,
	{ timeZone }: Property
): Promise<DeskCase[]> {
	const rows = await listOpenOf(reader, memberId);
	return rows.map(({ id, kind, said, opened_at, due_at, answered_at }) => ({
		...{ id, kind, about: inOneLine(said ?? ''), since: dateIn(timeZone, opened_at) },
		answerBy: answered_at === null ? wallOf({ timeZone }, due_at) : undefined
	}));
}
