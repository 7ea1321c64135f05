import type { Instant } from '#lib/domain/calendar.ts';
import type { Reminded } from '#lib/domain/expiry/decide-reminder.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows, keyedStatement } from '../db/statement.ts';

const remindedOf = keyedStatement((reader, lotIds) =>
	reader.selectFrom('expiry_reminder').selectAll().where('lot_id', 'in', lotIds)
);

/** What was told of these lots. */
export async function listReminded(reader: Reader, lotIds: readonly string[]): Promise<Reminded[]> {
	const rows = await remindedOf(reader, lotIds);
	return rows.map((row) => ({ lotId: row.lot_id, step: row.step, validTo: row.valid_to }));
}

export function addReminded(trx: Trx, told: readonly Reminded[], now: Instant): Promise<void> {
	return insertRows(
		trx,
		'expiry_reminder',
		told.map(({ lotId, step, validTo }) => ({
			lot_id: lotId,
			step,
			valid_to: validTo,
			recorded_at: now
		}))
	);
}
