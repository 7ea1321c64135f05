import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { voucherPayload } from '#lib/domain/rewards/voucher-code.ts';
import { cancellableTo } from '#lib/domain/rewards/voucher.ts';
import type { VoucherView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findRedemption } from '../rewards/redemption-queries.ts';
import { toVoucherLine } from '../rewards/voucher-lines.ts';
import { listProperties } from '../stays/properties.ts';
import { drawQr } from './draw-qr.ts';

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
	const { reward, usedAt, propertyId, validFrom, validTo } = bought;
	const properties = reward.properties || propertyId ? await listProperties(db) : [];
	const line = toVoucherLine(bought, properties, today);
	const { pointsName, timeZone } = versionOn(programme, today).document;
	return {
		...line,
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
		usedOn: usedAt === undefined ? undefined : dateIn(timeZone, usedAt),
		usedAtProperty: properties.find(({ id }) => id === propertyId)?.name,
		entryId: bought.entryId,
		returnEntryId: bought.returnEntryId
	};
}
