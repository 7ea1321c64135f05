import type { TickReason } from '#lib/domain/preferences/tick.ts';
import type { WishTick } from '#lib/domain/views/preferences.ts';
import type { Reader } from '../db/database.ts';
import { findStaffs } from '../staff/queries.ts';
import { listTicks } from './tick-queries.ts';

export interface Ticks {
	/** What became of a wish that was said at a moment; what was said since is still to be done. */
	readonly of: (
		stayId: string,
		memberId: string,
		itemId: string,
		saidAt: string
	) => WishTick | undefined;
}

/** What became of the wishes of some stays, with who said so. */
export async function readTicks(reader: Reader, stayIds: readonly string[]): Promise<Ticks> {
	const rows = stayIds.length > 0 ? await listTicks(reader, stayIds) : [];
	const staff = await findStaffs(reader, [...new Set(rows.map((row) => row.staff_id))]);
	const byKey = new Map(rows.map((row) => [`${row.stay_id} ${row.item_id}`, row]));
	return {
		of: (stayId, memberId, itemId, saidAt) => {
			const row = byKey.get(`${stayId} ${itemId}`);
			if (row?.member_id !== memberId || row.wished_at !== saidAt) return undefined;
			return {
				outcome: row.outcome,
				reason: (row.reason as TickReason | null) ?? undefined,
				why: row.why ?? undefined,
				by: staff.get(row.staff_id)?.name ?? row.staff_id,
				at: row.ticked_at
			};
		}
	};
}
