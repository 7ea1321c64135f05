import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { whyReturned, type WhyReturned } from '#lib/domain/rewards/returned.ts';
import { givenAtDesk, givenAtOnce } from '#lib/domain/rewards/reward.ts';
import { voucherPayload } from '#lib/domain/rewards/voucher-code.ts';
import { cancellableTo, dayOf } from '#lib/domain/rewards/voucher.ts';
import { drawQr } from '#lib/domain/views/qr.ts';
import type { VoucherTake, VoucherView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findPartnerCode } from '../rewards/partner-code-queries.ts';
import { findRedemption, type Bought } from '../rewards/redemption-queries.ts';
import { listTakes, type Take } from '../rewards/take-queries.ts';
import { toVoucherLine, wallOf } from '../rewards/voucher-lines.ts';
import { listProperties, type Property } from '../stays/properties.ts';

/** One voucher with what the desk scans. Refused with `not-found`: somebody else's. */
export async function readVoucher(
	db: Reader,
	memberId: string,
	redemptionId: string,
	now: Instant
): Promise<VoucherView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const bought = await findRedemption(db, memberId, redemptionId);
	if (!bought) throw new Refusal('not-found');
	const { reward, validFrom, validTo } = bought;
	const properties = await listProperties(db);
	const { pointsName, tiers } = versionOn(programme, today).document;
	const line = toVoucherLine(bought, properties, dayOf(bought, properties, today, now));
	const takes = await listTakes(db, redemptionId);
	const isCode = reward.kind === 'partner-code' && line.status === 'used';
	return {
		...line,
		tier: tiers.find(({ id }) => id === reward.tier)?.name,
		today,
		pointsName,
		points: bought.points,
		redeemedOn: bought.redeemedOn,
		terms: reward.terms,
		blackouts: (reward.blackouts ?? []).filter(
			({ from, to }) => to >= validFrom && from <= validTo
		),
		qr: line.status === 'issued' ? drawQr(voucherPayload(bought.code)) : undefined,
		cancelTo: cancellableTo(bought, reward, today),
		requestId: newId(),
		takes: toTakes(takes, bought, properties),
		cash: bought.cash,
		whyReturned: line.status === 'returned' ? whyOf(bought) : undefined,
		confirmed: bought.confirmedAt !== undefined,
		atOnce: givenAtOnce.includes(reward.kind),
		partnerCode: isCode ? await findPartnerCode(db, redemptionId) : undefined,
		mark: voucherMark(bought),
		entryId: bought.entryId,
		returnEntryId: bought.returnEntryId
	};
}

/** The mark of one voucher, for a page that waits for the desk. Refused with `not-found`: somebody else's. */
export async function readVoucherMark(
	db: Reader,
	memberId: string,
	redemptionId: string
): Promise<string> {
	const bought = await findRedemption(db, memberId, redemptionId);
	if (!bought) throw new Refusal('not-found');
	return voucherMark(bought);
}

function voucherMark({ status, leftMinor }: Bought): string {
	return leftMinor === undefined ? status : `${status} ${leftMinor}`;
}

function whyOf({ reward, changedAt, confirmTo, confirmedAt }: Bought): WhyReturned {
	const atDesk = givenAtDesk.includes(reward.kind);
	return whyReturned({ atDesk, returnedAt: changedAt, confirmTo, confirmedAt });
}

function toTakes(
	takes: readonly Take[],
	{ amount }: Bought,
	properties: readonly Property[]
): VoucherTake[] {
	return takes.flatMap(({ id, propertyId, amountMinor, takenAt, undoneAt }) => {
		const property = properties.find((one) => one.id === propertyId);
		if (!property || undoneAt !== undefined) return [];
		const part = amount && { ...amount, minor: amountMinor ?? amount.minor };
		return [{ id, property: property.name, amount: part, ...wallOf(property, takenAt) }];
	});
}
