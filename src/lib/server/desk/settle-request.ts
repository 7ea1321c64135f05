import type { Instant } from '#lib/domain/calendar.ts';
import { isGuestsWord, readRequestCode, triesLeft } from '#lib/domain/desk/request.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { DeskAsked, DeskPaid } from '#lib/domain/views/desk-request.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { payAtDesk } from '../rewards/pay-at-desk.ts';
import { redeemIn } from '../rewards/redeem-reward.ts';
import type { Property } from '../stays/properties.ts';
import { refuseOwn } from './own-guest.ts';
import { readAsked, readPaid } from './read-request.ts';
import { endRequest, findRequest, setTries, type KeptRequest } from './request-queries.ts';

export interface SettleRequest {
	readonly id: string;
	readonly staffId: string;
	/** The house at whose desk the guest stands. */
	readonly property: Property;
	/** What the guest told. */
	readonly code: string;
}

export type Settled =
	| { readonly kind: 'paid'; readonly paid: DeskPaid }
	/** The code was wrong; without tries left the request is over. */
	| {
			readonly kind: 'wrong-word';
			readonly asked: DeskAsked;
			readonly no: { readonly code: 'request-code-wrong' };
	  };

/**
 * With the code on the guest's phone the points are taken, in one transaction with what they pay: a bill
 * of this house, or a reward as if the guest had redeemed it. A wrong code counts and moves nothing. The same again is answered alike. Refused:
 * `not-found` for a request of another house, `own-membership`, `request-over`, and whatever the
 * redemption refuses, because it is decided anew.
 */
export function settleRequest(db: Db, settle: SettleRequest, now: Instant): Promise<Settled> {
	return transact(db, async (trx) => {
		const { id, staffId, property, code } = settle;
		const asked = await findRequest(trx, id);
		if (asked?.propertyId !== property.id) throw new Refusal('not-found');
		await refuseOwn(trx, staffId, asked.memberId);
		await lockAccount(trx, asked.memberId);
		// Somebody may have ended it while the account was waited for.
		const request = (await findRequest(trx, id)) ?? asked;
		if (request.status === 'done' && readRequestCode(code) === request.code)
			return { kind: 'paid', paid: await readPaid(trx, request, property, now) };
		if (!isGuestsWord(request, code, now)) return wrong(trx, settle, request, now);

		await pay(trx, request, staffId, now);
		await endRequest(trx, id, 'done', id);
		await keep(trx, settle, 'points-request-done', { points: request.points }, now);
		return { kind: 'paid', paid: await readPaid(trx, request, property, now) };
	});
}

/** The redemption has the id of the request. */
async function pay(trx: Trx, request: KeptRequest, staffId: string, now: Instant): Promise<void> {
	const { id, memberId, rewardId, points, choice } = request;
	if (!choice) return payAtDesk(trx, { ...request, staffId }, now);
	const command = { source: 'desk', id, memberId, rewardId, points, choice };
	await redeemIn(trx, command, { kind: 'staff', id: staffId }, now);
}

async function wrong(
	trx: Trx,
	settle: SettleRequest,
	request: KeptRequest,
	now: Instant
): Promise<Settled> {
	const tries = request.tries + 1;
	await setTries(trx, request.id, tries, triesLeft(tries) > 0 ? 'open' : 'over');
	await keep(trx, settle, 'points-code-wrong', { left: triesLeft(tries) }, now);
	const asked = await readAsked(trx, { ...request, tries }, settle.property, now);
	return { kind: 'wrong-word', asked, no: { code: 'request-code-wrong' } };
}

function keep(
	trx: Trx,
	{ id, staffId, property }: SettleRequest,
	act: 'points-request-done' | 'points-code-wrong',
	facts: Readonly<Record<string, number>>,
	now: Instant
): Promise<void> {
	const actor = { kind: 'staff', id: staffId } as const;
	const subject = { kind: 'desk-request', id };
	return recordAct(trx, { actor, act, subject, facts: { property: property.code, ...facts } }, now);
}
