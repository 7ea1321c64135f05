import type { Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type { PartnerActivityTable } from '../db/tables.ts';

export function addActivity(trx: Trx, row: PartnerActivityTable): Promise<void> {
	return insertRows(trx, 'partner_activity', [row]);
}
