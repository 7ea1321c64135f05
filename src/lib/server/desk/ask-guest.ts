import { randomInt } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { readAmount } from '#lib/domain/desk/read-amount.ts';
import {
	bill_minor_max,
	decideBill,
	makeRequestCode,
	minutes_open
} from '#lib/domain/desk/request.ts';
import { newHistory } from '#lib/domain/ledger/history.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { DeskAsked } from '#lib/domain/views/desk-request.ts';
import { recordAct } from '../audit/queries.ts';
import { minutesAfter } from '../clock.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { readBillSale } from '../rewards/pay-at-desk.ts';
import type { Property } from '../stays/properties.ts';
import { mustSeeGuest } from './own-guest.ts';
import { readAsked } from './read-request.ts';
import { claimRequest, endRequest, findOpenRequest, findRequest } from './request-queries.ts';
import type { KeptRequest } from './request-queries.ts';

export interface AskGuest {
	/** Made by the page that asks. */
	readonly id: string;
	readonly staffId: string;
	/** The house at whose desk it is asked. */
	readonly property: Property;
	/** The guest's member number. */
	readonly number: string;
	readonly rewardId: string;
	/** The bill, in minor units of the currency of the house. */
	readonly billMinor: number;
}

/**
 * Asks a guest of the house to pay a bill with points. Nothing moves before the guest told the code
 * that is on their phone. A guest is asked for one thing at a time: what was open before is over.
 * Refused: `not-found` for a guest whom this desk does not see, `own-membership`,
 * `same-id-other-body`, what `refuseBill` and `decideBill` refuse.
 */
export function askGuest(db: Db, asked: AskGuest, now: Instant): Promise<KeptRequest> {
	return transact(db, async (trx) => {
		const { id, staffId, property, number, rewardId, billMinor } = asked;
		const memberId = await mustSeeGuest(trx, staffId, number, property, now);
		const member = await lockAccount(trx, memberId);
		if (!member) throw new Refusal('not-found');
		const before = await findRequest(trx, id);
		if (before) return sameOrRefuse(before, asked, memberId);

		const programme = await readProgramme(trx);
		const today = todayIn(programme, now);
		const history = { ...newHistory(member.joinedOn), account: member.account };
		const held = { trx, history, programme, today, now };
		const { version } = await readBillSale(held, { memberId, rewardId, propertyId: property.id });
		const { moneyOff, currency } = version;
		const bill = { amountMinor: billMinor, currency: property.currency };
		const { points, amountMinor } = decideBill(moneyOff, currency, bill, member.account.balance);

		await endOpen(trx, asked, memberId, now);
		const request: KeptRequest = {
			...{ id, staffId, propertyId: property.id, memberId, rewardId, points },
			bill: { minor: billMinor, currency },
			amount: { minor: amountMinor, currency },
			code: makeRequestCode((limit) => randomInt(limit)),
			tries: 0,
			status: 'open',
			askedAt: now,
			validTo: minutesAfter(now, minutes_open)
		};
		if (!(await claimRequest(trx, request))) throw new Refusal('not-found');
		const facts = { property: property.code, rewardId, points, billMinor, amountMinor };
		await keep(trx, asked, 'points-asked', id, facts, now);
		return request;
	});
}

/** The same with the bill as it was typed, and what the desk reads of it. Refused: `invalid` for no amount. */
export async function askAtDesk(
	db: Db,
	{ bill, ...asked }: Omit<AskGuest, 'billMinor'> & { readonly bill: string },
	now: Instant
): Promise<{ readonly kind: 'asked'; readonly asked: DeskAsked }> {
	const billMinor = readAmount(bill, asked.property.currency);
	if (billMinor === undefined || billMinor > bill_minor_max)
		throw new Refusal('invalid', { field: 'bill' });
	const request = await askGuest(db, { ...asked, billMinor }, now);
	return { kind: 'asked', asked: await readAsked(db, request, asked.property, now) };
}

function sameOrRefuse(before: KeptRequest, asked: AskGuest, memberId: string): KeptRequest {
	if (before.staffId !== asked.staffId) throw new Refusal('not-found');
	const isSame =
		before.memberId === memberId &&
		before.propertyId === asked.property.id &&
		before.rewardId === asked.rewardId &&
		before.bill?.minor === asked.billMinor;
	if (!isSame) throw new Refusal('same-id-other-body');
	return before;
}

async function endOpen(trx: Trx, asked: AskGuest, memberId: string, now: Instant): Promise<void> {
	const open = await findOpenRequest(trx, memberId);
	if (!open) return;
	await endRequest(trx, open.id, 'over');
	await keep(trx, asked, 'points-request-ended', open.id, { property: asked.property.code }, now);
}

function keep(
	trx: Trx,
	{ staffId }: AskGuest,
	act: 'points-asked' | 'points-request-ended',
	id: string,
	facts: Readonly<Record<string, string | number>>,
	now: Instant
): Promise<void> {
	const subject = { kind: 'desk-request', id };
	return recordAct(trx, { actor: { kind: 'staff', id: staffId }, act, subject, facts }, now);
}
