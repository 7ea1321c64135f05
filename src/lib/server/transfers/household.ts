import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { versionOn, type Pooling, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { claimCommand, findAnswer, type Command } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { lockAccount, lockAccounts } from '../ledger/queries.ts';
import { findMembersByNumber } from '../members/guest-queries.ts';
import { findIdentity } from '../members/queries.ts';
import { tell } from '../outbox/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import {
	askHousemate,
	findHouseholdOf,
	insertHousehold,
	listHousemates,
	lockHousehold,
	setAgreed,
	setLeft
} from './household-queries.ts';

export interface AskHousemate extends Command {
	/** The card of the one who is asked. */
	readonly number: string;
}

export interface HouseholdAnswer {
	readonly householdId: string;
}

/** The terms of the day; refused with `pooling-off` where the programme has none. */
export function poolingTerms(programme: Programme, today: PlainDate): Pooling {
	const { pooling } = versionOn(programme, today).document;
	if (!pooling) throw new Refusal('pooling-off');
	return pooling;
}

/**
 * Asks a member into the household of the asker, which is founded by the first. Refused: `pooling-off`,
 * `not-found` for an unknown card, `household-full`, `household-taken`, `address-unverified`,
 * `account-suspended`, `transfer-self`.
 */
export function askIntoHousehold(
	db: Db,
	command: AskHousemate,
	now: Instant
): Promise<HouseholdAnswer> {
	const { id, memberId, number } = command;
	const ask = asked('household-ask', command);
	return transact(db, async (trx) => {
		const own = await findHouseholdOf(trx, memberId);
		if (own !== undefined) await lockHousehold(trx, own);
		const { today, terms, before } = await begin<HouseholdAnswer>(trx, ask, now);
		if (before) return before;
		// It was founded, or left, between looking and holding.
		if ((await findHouseholdOf(trx, memberId)) !== own) throw new Refusal('still-running');
		const mateId = (await findMembersByNumber(trx, [number])).get(number);
		if (mateId === undefined) throw new Refusal('not-found', { field: 'number' });
		if (mateId === memberId) throw new Refusal('transfer-self');
		if ((await findHouseholdOf(trx, mateId)) !== undefined) throw new Refusal('household-taken');
		const householdId = own ?? id;
		if (own === undefined) {
			await insertHousehold(trx, id, now);
			await askHousemate(trx, id, memberId, today, now);
		}
		const mates = await listHousemates(trx, householdId);
		const others = mates.filter((mate) => mate.memberId !== mateId);
		if (others.length >= terms.membersMost)
			throw new Refusal('household-full', { members: terms.membersMost });
		await askHousemate(trx, householdId, mateId, null, now);
		const answer = { householdId };
		await claimCommand(trx, ask, answer, now);
		const to = { kind: 'member', id: mateId } as const;
		await tell(trx, { channel: 'event', topic: 'household-asked', to, facts: answer }, now);
		return answer;
	});
}

/** Says yes to a household; one each. Refused: `not-found`, `household-taken`, `pooling-off`. */
export function joinHousehold(
	db: Db,
	command: Command & HouseholdAnswer,
	now: Instant
): Promise<HouseholdAnswer> {
	const { memberId, householdId } = command;
	const ask = asked('household-join', command);
	return transact(db, async (trx) => {
		if (!(await lockHousehold(trx, householdId))) throw new Refusal('not-found');
		const { today, before } = await begin<HouseholdAnswer>(trx, ask, now);
		if (before) return before;
		if ((await findHouseholdOf(trx, memberId)) !== undefined) throw new Refusal('household-taken');
		if (!(await setAgreed(trx, householdId, memberId, today))) throw new Refusal('not-found');
		await claimCommand(trx, ask, { householdId }, now);
		return { householdId };
	});
}

/** Ends the consent at once, also of who was only asked. Refused: `not-found`. */
export function leaveHousehold(
	db: Db,
	command: Command & HouseholdAnswer,
	now: Instant
): Promise<HouseholdAnswer> {
	const { memberId, householdId } = command;
	const ask = asked('household-leave', command);
	return transact(db, async (trx) => {
		if (!(await lockHousehold(trx, householdId))) throw new Refusal('not-found');
		if (!(await lockAccount(trx, memberId))) throw new Refusal('not-found');
		const before = await findAnswer<HouseholdAnswer>(trx, ask);
		if (before) return before;
		if (!(await setLeft(trx, householdId, memberId, now))) throw new Refusal('not-found');
		await claimCommand(trx, ask, { householdId }, now);
		return { householdId };
	});
}

async function begin<A>(trx: Trx, ask: ReturnType<typeof asked>, now: Instant) {
	const { memberId } = ask.command;
	const member = (await lockAccounts(trx, [memberId])).get(memberId);
	if (!member || member.status === 'merged' || member.status === 'erased')
		throw new Refusal('not-found');
	const before = await findAnswer<A>(trx, ask);
	if (member.status === 'suspended') throw new Refusal('account-suspended');
	const programme = await readProgramme(trx);
	const today = todayIn(programme, now);
	const terms = poolingTerms(programme, today);
	if (!(await findIdentity(trx, memberId))?.verified) throw new Refusal('address-unverified');
	return { today, terms, before };
}
