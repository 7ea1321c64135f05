import type { Instant } from '#lib/domain/calendar.ts';
import { readAmount } from '#lib/domain/desk/read-amount.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { readVoucherCode, showVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import type {
	DeskBack,
	DeskNo,
	DeskRefused,
	DeskTaken,
	VoucherNo
} from '#lib/domain/views/desk.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findBought, findByVoucher } from '../rewards/redemption-queries.ts';
import { takeBack } from '../rewards/take-back.ts';
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
	/** Of a credit that is taken in parts, as it was typed; none: whole. */
	readonly amount?: string | undefined;
}

export type TakeAnswer =
	| { readonly kind: 'taken'; readonly taken: DeskTaken }
	/** The same tap came again after it was taken back. */
	| { readonly kind: 'back'; readonly back: DeskBack }
	| DeskRefused;

/**
 * Takes a voucher and says what the guest gets for it, and whose it was where this desk may know. A
 * voucher's no is explained and kept, the own one kept; all else that `takeVoucher` refuses is refused here too.
 */
export async function takeAtDesk(
	db: Db,
	{ property, ...take }: TakeAtDesk,
	now: Instant
): Promise<TakeAnswer> {
	const { amount: typed, ...whole } = take;
	const amountMinor = typed === undefined ? undefined : await readPart(db, take.code, typed);
	const asked = { ...whole, amountMinor, propertyId: property.id };
	const done = await takeVoucher(db, asked, now).catch(keptNo);
	if (typeof done === 'string') {
		const no = await keepRefusal(db, { ...take, property }, done, now);
		if (!no) throw new Refusal(done);
		return { kind: 'refused', no };
	}
	const {
		redemptionId,
		memberId,
		takenAt: _takenAt,
		takeBackTo,
		undoneAt,
		part,
		left,
		...gives
	} = done;
	const guest = await findDeskName(db, memberId, property, now);
	const code = showVoucherCode(readVoucherCode(take.code) ?? '');
	const { name } = gives;
	if (undoneAt !== undefined) return { kind: 'back', back: { name, code, left, guest } };
	const { cash } = (await findBought(db, redemptionId)) ?? {};
	const backSeconds = secondsBetween(now, takeBackTo);
	const amount = part ?? gives.amount;
	const taken = { ...gives, takeId: take.id, amount, cash, left, code, backSeconds, guest };
	return { kind: 'taken', taken };
}

/** A part of a credit in its own currency. Refused: `invalid` for what is no such amount. */
async function readPart(db: Db, typedCode: string, typed: string): Promise<number | undefined> {
	const code = readVoucherCode(typedCode);
	const bought = code === undefined ? undefined : await findByVoucher(db, code);
	// That there is none is said by the taking itself.
	if (!bought) return undefined;
	const minor = bought.amount && readAmount(typed, bought.amount.currency);
	if (minor === undefined) throw new Refusal('invalid', { field: 'amount' });
	return minor;
}

/** Takes it back, and says what can be taken again. Refused: what `takeBack` refuses. */
export async function backAtDesk(
	db: Db,
	{ property, ...back }: { takeId: string; staffId: string; property: Property },
	now: Instant
): Promise<{ readonly kind: 'back'; readonly back: DeskBack }> {
	const { redemptionId, memberId, name, left, returned } = await takeBack(
		db,
		{ ...back, propertyId: property.id },
		now
	);
	const guest = await findDeskName(db, memberId, property, now);
	const code = showVoucherCode((await findBought(db, redemptionId))?.code ?? '');
	if (returned === undefined) return { kind: 'back', back: { name, code, left, guest } };
	const programme = await readProgramme(db);
	const { pointsName } = versionOn(programme, todayIn(programme, now)).document;
	const points = { points: returned, name: pointsName };
	return { kind: 'back', back: { name, code, returned: points, guest } };
}

export function secondsBetween(now: Instant, to: Instant): number {
	return Math.max(Math.round((Date.parse(to) - Date.parse(now)) / 1_000), 0);
}

/** What could not be taken is kept as well: whoever tries codes, or serves themselves, is seen. */
function keepRefusal(
	db: Db,
	{ staffId, property, code: typed }: TakeAtDesk,
	no: KeptNo,
	now: Instant
): Promise<DeskNo | undefined> {
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
		return isVoucherNo(no) ? explainNo(trx, no, bought, property, now) : undefined;
	});
}

type KeptNo = VoucherNo | 'own-membership';

function keptNo(thrown: unknown): KeptNo {
	if (!(thrown instanceof Refusal)) throw thrown;
	const { code } = thrown;
	if (code !== 'own-membership' && !isVoucherNo(code)) throw thrown;
	return code;
}
