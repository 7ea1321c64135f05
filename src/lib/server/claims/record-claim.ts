import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { revenueClasses, type RevenueClass } from '#lib/domain/stays/stay.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Reader, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { mustBeWithinLimit } from '../ledger/adjust-limit.ts';
import { mustBeActive } from '../ledger/post-once.ts';
import { lockAccount } from '../ledger/queries.ts';
import { listPendingOf } from '../ledger/waiting-queries.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { claimSource, listOwnCandidates, touches } from '../stays/claimed-queries.ts';
import { recordStaysIn } from '../stays/record-stays.ts';
import type { StayIn } from '../stays/stay-in.ts';
import { holdClaim, keepDecision, type HeldClaim } from './hold-claim.ts';

/** The bill as the manager reads it, by revenue class, in minor units of the house's currency. */
export type ClaimedAmounts = Readonly<Record<RevenueClass, number>>;

export interface RecordClaim {
	readonly claimId: string;
	readonly staffId: string;
	readonly amounts: ClaimedAmounts;
	readonly roomType?: string | undefined;
	/** On what it rests; the audit keeps it. */
	readonly why: string;
}

/**
 * No stay was ever reported: it is recorded by hand from the bill, under the claim's own id, and posted
 * like any other. What it gives counts towards the manager's limit of the day, as an adjustment does.
 * Refused: as `holdClaim`, `account-suspended`, `above-your-limit`, and `claim-has-stay` where the guest
 * has a stay there in these nights.
 */
export async function recordClaim(
	db: Db,
	command: RecordClaim,
	now: Instant
): Promise<{ readonly points: number }> {
	if (command.why.trim() === '') throw new Refusal('invalid', { field: 'why' });
	return recordOnce(db, command, now).catch(async (thrown: unknown) => {
		if (thrown instanceof Refusal && thrown.code === 'above-your-limit')
			await keepRefusal(db, command, thrown, now);
		throw thrown;
	});
}

/** Whoever tries is seen. */
function keepRefusal(
	db: Db,
	{ claimId, staffId, why }: RecordClaim,
	{ facts }: Refusal,
	now: Instant
): Promise<void> {
	const actor = { kind: 'staff', id: staffId } as const;
	const subject = { kind: 'claim', id: claimId };
	return transact(db, (trx) =>
		recordAct(trx, { actor, act: 'claim-above-limit', subject, facts, why }, now)
	);
}

function recordOnce(
	db: Db,
	command: RecordClaim,
	now: Instant
): Promise<{ readonly points: number }> {
	const { claimId, staffId, why } = command;
	return transact(db, async (trx) => {
		const held = await holdClaim(trx, claimId, staffId);
		const { memberId, property } = held;
		const member = await lockAccount(trx, memberId);
		if (!member) throw new Refusal('not-found');
		mustBeActive(member);
		await mustBeFree(trx, held);
		const stay = await stayOf(trx, held, command, now);
		const [recorded] = await recordStaysIn(trx, [stay], now);
		if (!recorded || !('stayId' in recorded)) throw new Error(`claim ${claimId} gave no stay`);
		const { stayId } = recorded;
		// What waits for its day is given as well.
		const waiting = (await listPendingOf(trx, [memberId])).get(memberId) ?? [];
		const points = waiting
			.filter((one) => one.stayId === stayId)
			.reduce((sum, one) => sum + one.points, recorded.points);
		const programme = await readProgramme(trx);
		const actor = { kind: 'staff', id: staffId } as const;
		const today = todayIn(programme, now);
		await mustBeWithinLimit(trx, actor, { memberId, points }, { programme, today });
		const decided = { move: 'accept', decidedBy: staffId, stayId, how: 'recorded' } as const;
		await keepDecision(trx, held, decided, now);
		const subject = { kind: 'member', id: memberId };
		const facts = { claim: claimId, property: property.code, stay: stayId, points };
		await recordAct(trx, { actor, act: 'claim-recorded', subject, facts, why }, now);
		return { points };
	});
}

async function mustBeFree(trx: Trx, { claim, memberId, property }: HeldClaim): Promise<void> {
	const at = { propertyId: property.id, arrival: claim.arrival, departure: claim.departure };
	const own = await listOwnCandidates(trx, memberId, at);
	if (own.some((row) => row.status === 'checked_out' && touches(row, claim)))
		throw new Refusal('claim-has-stay');
}

/** The stay as it would be recorded. */
export async function stayOf(
	reader: Reader,
	{ claim, memberId, property }: HeldClaim,
	{ amounts, roomType }: Pick<RecordClaim, 'amounts' | 'roomType'>,
	now: Instant
): Promise<StayIn> {
	const guest = await findIdentity(reader, memberId);
	const { arrival, departure } = claim;
	return {
		source: claimSource,
		stayId: claim.id,
		property: property.code,
		memberNumber: guest?.number,
		status: 'checked_out',
		arrival,
		departure,
		rooms: 1,
		adults: 1,
		children: 0,
		roomType,
		currency: property.currency,
		folio: revenueClasses.flatMap((name) =>
			amounts[name] === 0 ? [] : [{ class: name, amountMinor: amounts[name], on: departure }]
		),
		awardNights: 0,
		updatedAt: now
	};
}
