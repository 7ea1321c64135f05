import { dateIn } from '#lib/domain/calendar.ts';
import { inOneLine } from '#lib/domain/cases/in-one-line.ts';
import type { DeskCase } from '#lib/domain/views/desk.ts';
import type { Reader } from '../db/database.ts';
import type { Property } from '../stays/properties.ts';
import { wallOf } from '../rewards/voucher-lines.ts';
import { listOpenOf } from './open-queries.ts';

/**
 * What a guest told any house and is open, as a desk reads it by its own clock; the oldest first. What they
 * wrote to another house is that one's to read: here it is only known that they wait.
 */
export async function readOpenCases(
	reader: Reader,
	memberId: string,
	{ id: here, timeZone }: Property
): Promise<DeskCase[]> {
	const rows = await listOpenOf(reader, memberId);
	return rows.map(({ id, kind, said, property_id, opened_at, due_at, answered_at }) => ({
		...{ id, kind, since: dateIn(timeZone, opened_at) },
		about: property_id === here ? inOneLine(said ?? '') : '',
		answerBy: answered_at === null ? wallOf({ timeZone }, due_at) : undefined
	}));
}
