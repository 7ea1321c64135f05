import type { PlainDate } from '#lib/domain/calendar.ts';
import type { VoucherLine } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { listProperties } from '../stays/properties.ts';
import { listOpenRedemptions } from './redemption-queries.ts';
import { toVoucherLine } from './voucher-lines.ts';

/** The vouchers of a member that can still be used; the one that ends first is first. */
export async function listOpenVouchers(
	reader: Reader,
	memberId: string,
	today: PlainDate
): Promise<VoucherLine[]> {
	const open = await listOpenRedemptions(reader, memberId, today);
	if (open.length === 0) return [];
	const properties = await listProperties(reader);
	return open.map((bought) => toVoucherLine(bought, properties, today));
}
