import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readVoucherCode, showVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import type { DeskNo, DeskRefused, DeskTaken, VoucherNo } from '#lib/domain/views/desk.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { readToday } from '../programme/read-programme.ts';
import { findByVoucher } from '../rewards/redemption-queries.ts';
import { takeVoucher } from '../rewards/take-voucher.ts';
import type { Property } from '../stays/properties.ts';
import { findDeskName } from './show-guest.ts';
import { explainNo, isVoucherNo } from './vouchers-here.ts';

export interface TakeAtDesk {
	/** Made by the page that shows the voucher. */
	readonly id: string;
	readonly staffId: string;
	readonly property: Property;
	readonly code: string;
}

export type TakeAnswer = { readonly kind: 'taken'; readonly taken: DeskTaken } | DeskRefused;

/**
 * Takes a voucher and says what the guest gets for it, and whose it was where this desk may know. A
 * voucher's no is explained and kept; all else that `takeVoucher` refuses is refused here too.
 */
export async function takeAtDesk(
	db: Db,
	{ property, ...take }: TakeAtDesk,
	now: Instant
): Promise<TakeAnswer> {
	const done = await takeVoucher(db, { ...take, propertyId: property.id }, now).catch(voucherNo);
	if (typeof done === 'string')
		return { kind: 'refused', no: await keepRefusal(db, { ...take, property }, done, now) };
	const { memberId, name, kind, amount, until, nights } = done;
	const guest = await findDeskName(db, memberId, property, now);
	const code = showVoucherCode(readVoucherCode(take.code) ?? '');
	return { kind: 'taken', taken: { name, kind, amount, until, nights, code, guest } };
}

/** What could not be taken is kept as well: whoever tries codes is seen. */
function keepRefusal(
	db: Db,
	{ staffId, property, code: typed }: TakeAtDesk,
	no: VoucherNo,
	now: Instant
): Promise<DeskNo> {
	return transact(db, async (trx) => {
		const code = readVoucherCode(typed);
		const bought = code === undefined ? undefined : await findByVoucher(trx, code);
		await recordAct(
			trx,
			{
				actor: { kind: 'staff', id: staffId },
				act: 'voucher-refused',
				subject: { kind: 'redemption', id: bought?.id ?? 'unknown' },
				facts: { property: property.code, refused: no }
			},
			now
		);
		return explainNo(trx, no, bought, await readToday(trx, now));
	});
}

function voucherNo(thrown: unknown): VoucherNo {
	if (thrown instanceof Refusal && isVoucherNo(thrown.code)) return thrown.code;
	throw thrown;
}
