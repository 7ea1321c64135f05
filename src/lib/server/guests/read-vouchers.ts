import type { Instant } from '#lib/domain/calendar.ts';
import type { VouchersView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { readToday } from '../programme/read-programme.ts';
import { listOpenRedemptions, listPastRedemptions } from '../rewards/redemption-queries.ts';
import { toVoucherLine } from '../rewards/voucher-lines.ts';
import { listProperties } from '../stays/properties.ts';

/** What a member can still use, and what is used, taken back or over. */
export async function readVouchers(
	db: Reader,
	memberId: string,
	now: Instant
): Promise<VouchersView> {
	const today = await readToday(db, now);
	const open = await listOpenRedemptions(db, memberId, today);
	const past = await listPastRedemptions(db, memberId, today);
	const properties = open.length + past.length > 0 ? await listProperties(db) : [];
	return {
		today,
		open: open.map((bought) => toVoucherLine(bought, properties, today)),
		past: past.map((bought) => toVoucherLine(bought, properties, today))
	};
}
