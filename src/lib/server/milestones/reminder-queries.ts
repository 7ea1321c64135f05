import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';

/** Of which of these milestones the end of the choice was told. */
export async function listReminded(
	reader: Reader,
	grantIds: readonly string[]
): Promise<ReadonlySet<string>> {
	if (grantIds.length === 0) return new Set();
	const rows = await reader
		.selectFrom('milestone_reminder')
		.select('grant_id')
		.where('grant_id', 'in', grantIds)
		.execute();
	return new Set(rows.map((row) => row.grant_id));
}

export function addReminded(trx: Trx, grantIds: readonly string[], now: Instant): Promise<void> {
	return insertRows(
		trx,
		'milestone_reminder',
		grantIds.map((grant_id) => ({ grant_id, recorded_at: now }))
	);
}
