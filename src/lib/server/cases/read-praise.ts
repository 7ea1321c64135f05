import { addMilliseconds, dateIn, type Instant } from '#lib/domain/calendar.ts';
import { inOneLine } from '#lib/domain/cases/in-one-line.ts';
import type { Text } from '#lib/domain/text.ts';
import type { PraiseLine } from '#lib/domain/views/cases.ts';
import type { Reader } from '../db/database.ts';
import { listPraiseFor } from './praised-queries.ts';

const shown_max = 5;
const shown_ms = 30 * 86_400_000;

/** The newest praise that names a colleague, of the last thirty days. */
export async function readPraise(
	reader: Reader,
	staffId: string,
	now: Instant
): Promise<PraiseLine[]> {
	const since = addMilliseconds(now, -shown_ms);
	const rows = await listPraiseFor(reader, staffId, since, shown_max);
	return rows.map((row) => ({
		...{ id: row.id, caseId: row.case_id, said: inOneLine(row.said ?? '') },
		property: JSON.parse(row.property) as Text,
		on: dateIn(row.time_zone, row.named_at)
	}));
}
