import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { History, Step } from '#lib/domain/ledger/history.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { giveCard, nameTier, startChallenge } from '#lib/domain/tiers/give-tier.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { claimCommand, findAnswer, type Command } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { lockAccount, type MemberAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';

interface Given extends Command {
	/** Said to nobody but kept in the audit. */
	readonly why: string;
}

export interface NameTier extends Given {
	readonly tier: string;
}

export interface SellCard extends Given {
	readonly card: string;
}

/** What is held then, now and to every repeat. */
export interface TierGiven {
	readonly tier: string;
	readonly validTo?: PlainDate | undefined;
	readonly on: PlainDate;
}

/** Names a member to a tier from today. Refused: what `nameTier` refuses, `account-suspended`, `invalid`. */
export function nameMember(
	db: Db,
	command: NameTier,
	actor: Actor,
	now: Instant
): Promise<TierGiven> {
	const { tier, why } = command;
	return give(db, command, actor, now, 'tier-named', { tier }, (history, programme, today) =>
		nameTier(history, tier, today, programme, newId, why)
	);
}

/** Sells a member a card, valid from today. Refused: what `giveCard` refuses, `account-suspended`, `invalid`. */
export function sellCard(
	db: Db,
	command: SellCard,
	actor: Actor,
	now: Instant
): Promise<TierGiven> {
	const { card } = command;
	return give(db, command, actor, now, 'card-sold', { card }, (history, programme, today) =>
		giveCard(history, card, today, programme, newId)
	);
}

/** Lends a tier from today. Refused: what `startChallenge` refuses, `account-suspended`, `invalid`. */
export function lendTier(
	db: Db,
	command: NameTier,
	actor: Actor,
	now: Instant
): Promise<TierGiven> {
	const { tier } = command;
	return give(db, command, actor, now, 'challenge-started', { tier }, (history, programme, today) =>
		startChallenge(history, tier, today, programme, newId)
	);
}

type Decide = (history: History, programme: Programme, today: PlainDate) => Step;

/** One act for one member: held, answered when the id was seen before, decided, written and audited. */
async function give(
	db: Db,
	command: Given,
	actor: Actor,
	now: Instant,
	act: 'tier-named' | 'card-sold' | 'challenge-started',
	what: Readonly<Record<string, string>>,
	decide: Decide
): Promise<TierGiven> {
	const { memberId, why } = command;
	if (why.trim() === '') throw new Refusal('invalid', { field: 'why' });
	const ask = asked(act, command);
	return transact(db, async (trx) => {
		const member = await lockAccount(trx, memberId);
		if (!member) throw new Refusal('not-found');
		const before = await findAnswer<TierGiven>(trx, ask);
		if (before) return before;
		mustBeActive(member);

		const programme = await readProgramme(trx);
		const today = todayIn(programme, now);
		const held = new Map([[memberId, member]]);
		const history = (await readHistories(trx, [memberId], held, programme)).get(memberId);
		if (!history) throw new Error(`no history of ${memberId}`);
		const step = decide(history, programme, today);
		await writePostings(trx, [{ memberId, posting: step.posting }], now);
		const { tier, validTo } = heldTier(step.history.grants, programme, today);
		const given: TierGiven = { tier: tier.id, validTo, on: today };
		await claimCommand(trx, ask, given, now);
		const was = heldTier(history.grants, programme, today).tier.id;
		const facts = { ...what, before: was, after: tier.id, validTo: validTo ?? null };
		const subject = { kind: 'member', id: memberId };
		await recordAct(trx, { actor, act, subject, facts, why }, now);
		return given;
	});
}

function mustBeActive({ status }: MemberAccount): void {
	if (status === 'suspended') throw new Refusal('account-suspended');
	if (status !== 'active') throw new Refusal('not-found');
}
