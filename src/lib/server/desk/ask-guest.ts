import { randomInt } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { readAmount } from '#lib/domain/desk/read-amount.ts';
import { bill_minor_max, makeRequestCode, minutes_open } from '#lib/domain/desk/request.ts';
import { newHistory } from '#lib/domain/ledger/history.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Choice } from '#lib/domain/rewards/reward.ts';
import type { DeskAsked } from '#lib/domain/views/desk-request.ts';
import { recordAct } from '../audit/queries.ts';
import { minutesAfter } from '../clock.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import type { Property } from '../stays/properties.ts';
import { mustSeeGuest } from './own-guest.ts';
import { readAsked } from './read-request.ts';
import { claimRequest, endRequest, findOpenRequest, findRequest } from './request-queries.ts';
import type { KeptRequest } from './request-queries.ts';
import { agreeOnBill, agreeOnReward } from './request-terms.ts';

interface AskGuest {
	/** Made by the page that asks. */
	readonly id: string;
	readonly staffId: string;
	/** The house at whose desk it is asked. */
	readonly property: Property;
	/** The guest's member number. */
	readonly number: string;
	readonly rewardId: string;
}

export interface AskBill extends AskGuest {
	/** The bill, in minor units of the currency of the house. */
	readonly billMinor: number;
}

export interface AskReward extends AskGuest {
	/** What the desk told the guest that it costs. */
	readonly points: number;
	/** Without the house: it is this one. */
	readonly choice: Omit<Choice, 'property'>;
}

/**
 * Asks a guest of the house to pay a bill with points, or to have a reward for them. Nothing moves before
 * the guest told the code that is on their phone. A guest is asked for one thing at a time: what was open
 * before is over. Refused: `not-found` for a guest whom this desk does not see, `own-membership`,
 * `same-id-other-body`, and what `agreeOnBill` and `agreeOnReward` refuse.
 */
export function askGuest(db: Db, asked: AskBill | AskReward, now: Instant): Promise<KeptRequest> {
	return transact(db, async (trx) => {
		const { id, staffId, property, number, rewardId } = asked;
		const memberId = await mustSeeGuest(trx, staffId, number, property, now);
		const member = await lockAccount(trx, memberId);
		if (!member) throw new Refusal('not-found');
		const before = await findRequest(trx, id);
		if (before) return sameOrRefuse(before, asked, memberId);

		const programme = await readProgramme(trx);
		const today = todayIn(programme, now);
		const history = { ...newHistory(member.joinedOn), account: member.account };
		const held = { trx, history, programme, today, now };
		const terms =
			'billMinor' in asked
				? await agreeOnBill(held, memberId, asked)
				: await agreeOnReward(held, memberId, asked);

		await endOpen(trx, asked, memberId, now);
		const request: KeptRequest = {
			...{ id, staffId, propertyId: property.id, memberId, rewardId },
			...terms,
			code: makeRequestCode((limit) => randomInt(limit)),
			tries: 0,
			status: 'open',
			askedAt: now,
			validTo: minutesAfter(now, minutes_open)
		};
		if (!(await claimRequest(trx, request))) throw new Refusal('not-found');
		const { points, bill, amount } = terms;
		const plain = { property: property.code, rewardId, points };
		const facts =
			bill && amount ? { ...plain, billMinor: bill.minor, amountMinor: amount.minor } : plain;
		await keep(trx, asked, 'points-asked', id, facts, now);
		return request;
	});
}

export interface AskedAtDesk {
	readonly kind: 'asked';
	readonly asked: DeskAsked;
}

/** The same with the bill as it was typed, and what the desk reads of it. Refused: `invalid` for no amount. */
export async function askBillAtDesk(
	db: Db,
	{ bill, ...asked }: Omit<AskBill, 'billMinor'> & { readonly bill: string },
	now: Instant
): Promise<AskedAtDesk> {
	const billMinor = readAmount(bill, asked.property.currency);
	if (billMinor === undefined || billMinor > bill_minor_max)
		throw new Refusal('invalid', { field: 'bill' });
	return askAtDesk(db, { ...asked, billMinor }, now);
}

/** The same, and what the desk reads of it. */
export async function askAtDesk(
	db: Db,
	asked: AskBill | AskReward,
	now: Instant
): Promise<AskedAtDesk> {
	const request = await askGuest(db, asked, now);
	return { kind: 'asked', asked: await readAsked(db, request, asked.property, now) };
}

function sameOrRefuse(
	before: KeptRequest,
	asked: AskBill | AskReward,
	memberId: string
): KeptRequest {
	if (before.staffId !== asked.staffId) throw new Refusal('not-found');
	const isSame =
		before.memberId === memberId &&
		before.propertyId === asked.property.id &&
		before.rewardId === asked.rewardId &&
		('billMinor' in asked ? before.bill?.minor === asked.billMinor : isSameChoice(before, asked));
	if (!isSame) throw new Refusal('same-id-other-body');
	return before;
}

function isSameChoice({ points, choice }: KeptRequest, asked: AskReward): boolean {
	return (
		points === asked.points &&
		choice?.useOn === asked.choice.useOn &&
		choice?.nights === asked.choice.nights &&
		choice?.cashMinor === asked.choice.cashMinor
	);
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
