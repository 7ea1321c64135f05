import { Refusal } from '#lib/domain/refusal.ts';
import { showVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { refuseTake } from '#lib/domain/rewards/voucher.ts';
import { dateIn, timeIn, type Instant } from '#lib/domain/calendar.ts';
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
	now: Instant
): Promise<Takeable> {
	const bought = await findByVoucher(reader, code);
	if (!bought) return { no: 'voucher-unknown' };
	const no = whyNot(bought, property, now);
	return no ? { bought, no } : { bought };
}

/** The vouchers of a member that can be taken at a house now. */
export async function listVouchersHere(
	reader: Reader,
	memberId: string,
	property: Property,
	now: Instant
): Promise<DeskVoucher[]> {
	const open = await listOpenRedemptions(reader, memberId, dateIn(property.timeZone, now));
	return open.filter((bought) => !whyNot(bought, property, now)).map(toDeskVoucher);
}

export function toDeskVoucher(bought: Bought): DeskVoucher {
	const { reward, code, validTo, amount, leftMinor, cash } = bought;
	const isInParts = reward.inParts && amount !== undefined && leftMinor !== undefined;
	return {
		name: reward.name,
		code: showVoucherCode(code),
		validTo,
		left: isInParts ? { minor: leftMinor, currency: amount.currency } : undefined,
		cash,
		takeId: newId(),
		...givesOf(bought)
	};
}

/** The reason with what the clerk needs to explain it. */
export async function explainNo(
	reader: Reader,
	code: VoucherNo,
	bought: Bought | undefined,
	{ timeZone }: Property,
	now: Instant
): Promise<DeskNo> {
	if (!bought) return { code };
	const houses = await listProperties(reader);
	const today = dateIn(timeZone, now);
	const { reward, bookedAt, validFrom, validTo, usedAt, propertyId } = bought;
	const only = houses.filter(({ id }) => id === bookedAt);
	const where = houses.find(({ id }) => id === propertyId);
	const blackout = reward.blackouts?.find(({ from, to }) => from <= today && today <= to);
	return {
		code,
		name: reward.name,
		validFrom,
		validTo,
		notThrough: blackout?.to,
		properties:
			bookedAt === undefined
				? reward.properties && namesOf(houses, reward.properties)
				: only.map(({ name }) => name),
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

function whyNot(bought: Bought, property: Property, now: Instant): VoucherNo | undefined {
	try {
		refuseTake(bought, bought.reward, property, now);
		return undefined;
	} catch (thrown) {
		if (thrown instanceof Refusal && isVoucherNo(thrown.code)) return thrown.code;
		throw thrown;
	}
}
