import { Refusal } from '#lib/domain/refusal.ts';
import { showVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { decideTake } from '#lib/domain/rewards/voucher.ts';
import { dateIn, timeIn, type PlainDate } from '#lib/domain/calendar.ts';
import type { DeskNo, DeskVoucher, VoucherNo } from '#lib/domain/views/desk.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { findByVoucher, listOpenRedemptions, type Bought } from '../rewards/redemption-queries.ts';
import { givesOf } from '../rewards/voucher-lines.ts';
import { listProperties, type Property } from '../stays/properties.ts';

/** Whether it can be taken at a house today, or the code of the reason why not. */
export type Takeable =
	| { readonly bought: Bought; readonly no?: undefined }
	| { readonly bought?: Bought | undefined; readonly no: VoucherNo };

export async function findTakeable(
	reader: Reader,
	code: string,
	property: Property,
	today: PlainDate
): Promise<Takeable> {
	const bought = await findByVoucher(reader, code);
	if (!bought) return { no: 'voucher-unknown' };
	const no = whyNot(bought, property, today);
	return no ? { bought, no } : { bought };
}

/** The vouchers of a member that can be taken at a house today. */
export async function listVouchersHere(
	reader: Reader,
	memberId: string,
	property: Property,
	today: PlainDate
): Promise<DeskVoucher[]> {
	const open = await listOpenRedemptions(reader, memberId, today);
	return open.filter((bought) => !whyNot(bought, property, today)).map(toDeskVoucher);
}

export function toDeskVoucher(bought: Bought): DeskVoucher {
	const { reward, code, validTo } = bought;
	return {
		name: reward.name,
		code: showVoucherCode(code),
		validTo,
		takeId: newId(),
		...givesOf(bought)
	};
}

/** The reason with what the clerk needs to explain it. */
export async function explainNo(
	reader: Reader,
	code: VoucherNo,
	bought: Bought | undefined,
	today: PlainDate
): Promise<DeskNo> {
	if (!bought) return { code };
	const houses = await listProperties(reader);
	const { reward, validFrom, validTo, usedAt, propertyId } = bought;
	const where = houses.find(({ id }) => id === propertyId);
	const blackout = reward.blackouts?.find(({ from, to }) => from <= today && today <= to);
	return {
		code,
		name: reward.name,
		validFrom,
		validTo,
		notThrough: blackout?.to,
		properties: reward.properties && namesOf(houses, reward.properties),
		used:
			usedAt !== undefined && where
				? {
						on: dateIn(where.timeZone, usedAt),
						time: timeIn(where.timeZone, usedAt),
						at: where.name
					}
				: undefined
	};
}

export function isVoucherNo(code: string): code is VoucherNo {
	return code.startsWith('voucher-');
}

function namesOf(houses: readonly Property[], codes: readonly string[]) {
	return houses.filter(({ code }) => codes.includes(code)).map(({ name }) => name);
}

function whyNot(bought: Bought, { code }: Property, today: PlainDate): VoucherNo | undefined {
	try {
		decideTake(bought, bought.reward, code, today);
		return undefined;
	} catch (thrown) {
		if (thrown instanceof Refusal && isVoucherNo(thrown.code)) return thrown.code;
		throw thrown;
	}
}
