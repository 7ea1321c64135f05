import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { dayOf } from '#lib/domain/rewards/voucher.ts';
import type { VoucherLine, VouchersView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import {
	listOpenRedemptions,
	listPastRedemptions,
	type Bought,
	type PastPlace
} from '../rewards/redemption-queries.ts';
import { toVoucherLine } from '../rewards/voucher-lines.ts';
import { listProperties } from '../stays/properties.ts';

const past_a_page = 20;

/**
 * What a member can still use, and a page of what is used, taken back or over; `before` is the place
 * where it begins, as `olderBefore` gave it.
 */
export async function readVouchers(
	db: Reader,
	memberId: string,
	now: Instant,
	before?: string
): Promise<VouchersView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const place = readPlace(before);
	const properties = await listProperties(db);
	// What is over somewhere may still work elsewhere.
	const from = dayOf({}, properties, today, now);
	const open = place ? [] : await listOpenRedemptions(db, memberId, from);
	const past = await listPastRedemptions(db, memberId, from, place ?? end, past_a_page + 1);
	const { tiers } = versionOn(programme, today).document;
	const toLine = (bought: Bought): VoucherLine => ({
		...toVoucherLine(bought, properties, dayOf(bought, properties, today, now)),
		tier: tiers.find(({ id }) => id === bought.reward.tier)?.name
	});
	const shown = past.slice(0, past_a_page);
	const last = shown.at(-1);
	return {
		today,
		open: open.map(toLine),
		past: shown.map(toLine),
		olderBefore: last && past.length > shown.length ? `${last.redeemedAt}_${last.id}` : undefined,
		older: place !== undefined
	};
}

const end: PastPlace = { redeemedAt: '9999-12-31T00:00:00.000Z', id: '' };

function readPlace(text: string | undefined): PastPlace | undefined {
	const [redeemedAt = '', id = ''] = text?.split('_') ?? [];
	return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(redeemedAt) && id ? { redeemedAt, id } : undefined;
}
