import type { Instant } from '#lib/domain/calendar.ts';
import { chooseMilestone } from '#lib/domain/milestones/choose-milestone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { claimCommand, findAnswer, type Command } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { tellPosted, toNotice } from '../ledger/tell-posted.ts';
import { tell } from '../outbox/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';

/** The browser makes `id` when it shows the form, so a second tap is the same choice. */
export interface ChooseGift extends Command {
	readonly grantId: string;
	readonly options: readonly string[];
}

export interface ChosenGift {
	readonly grantId: string;
	readonly options: readonly string[];
	readonly balance: number;
}

/**
 * A member's choice of what a milestone offers, with the points of it, whole or not at all. Refused:
 * what `chooseMilestone` refuses, `account-suspended`, and `not-found` for a milestone of another.
 */
export function chooseMilestoneGift(
	db: Db,
	command: ChooseGift,
	now: Instant
): Promise<ChosenGift> {
	const { memberId, grantId, options } = command;
	const ask = asked('choose-milestone', { ...command, options: options.toSorted() });
	return transact(db, async (trx) => {
		const member = await lockAccount(trx, memberId);
		if (!member) throw new Refusal('not-found');
		const before = await findAnswer<ChosenGift>(trx, ask);
		if (before) return before;
		if (member.status === 'suspended') throw new Refusal('account-suspended');
		if (member.status !== 'active') throw new Refusal('not-found');

		const programme = await readProgramme(trx);
		const today = todayIn(programme, now);
		const held = new Map([[memberId, member]]);
		const history = (await readHistories(trx, [memberId], held, programme)).get(memberId);
		if (!history) throw new Error(`no history of ${memberId}`);
		const { posting } = chooseMilestone(history, grantId, options, today, programme, newId);
		await writePostings(trx, [{ memberId, posting }], now);
		const answer = { grantId, options, balance: posting.account.balance };
		await claimCommand(trx, ask, answer, now);
		if (posting.entries.length > 0) await tellPosted(trx, [toNotice({ memberId, posting })], now);
		if (posting.choices.length > 0) {
			const to = { kind: 'member', id: memberId } as const;
			await tell(trx, { channel: 'event', topic: 'milestone-chosen', to, facts: { grantId } }, now);
		}
		return answer;
	});
}
