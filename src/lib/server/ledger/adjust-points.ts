import type { Instant } from '#lib/domain/calendar.ts';
import type { Step } from '#lib/domain/ledger/history.ts';
import { spend } from '#lib/domain/ledger/spend.ts';
import type { GivenReasons } from '#lib/domain/reasons.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { mustBeWithinLimit } from './adjust-limit.ts';
import type { Command } from './command.ts';
import { given } from './given.ts';
import { asked, postOnce, type Held, type Posted } from './post-once.ts';

export interface AdjustPoints extends Command {
	/** Negative to take; never 0. */
	readonly points: number;
	/** Said to the guest and kept in the audit. */
	readonly why: string;
}

/**
 * Gives or takes points by hand. Refused: `not-enough-points`, `points-owed`, `invalid`, and
 * `above-your-limit` by the programme's approvals, which is kept as well: whoever tries is seen.
 */
export async function adjustPoints(
	db: Db,
	command: AdjustPoints,
	actor: Actor,
	now: Instant
): Promise<Posted> {
	return adjust(db, command, actor, now).catch(async (thrown: unknown) => {
		if (thrown instanceof Refusal && thrown.code === 'above-your-limit')
			await keepRefusal(db, command, actor, thrown, now);
		throw thrown;
	});
}

async function adjust(db: Db, command: AdjustPoints, actor: Actor, now: Instant): Promise<Posted> {
	const { memberId, points, why } = command;
	if (!Number.isSafeInteger(points) || points === 0)
		throw new Refusal('invalid', { field: 'points' });
	if (why.trim() === '') throw new Refusal('invalid', { field: 'why' });
	return postOnce(db, asked('adjust', command), now, Math.max(-points, 0), async (held) => {
		await mustBeWithinLimit(held.trx, actor, command, held);
		const step = decideAdjustment(held, points, why);
		await recordAct(
			held.trx,
			{
				actor,
				act: 'points-adjusted',
				subject: { kind: 'member', id: memberId },
				facts: { points, balance: step.posting.account.balance },
				why
			},
			now
		);
		return step;
	});
}

function keepRefusal(
	db: Db,
	{ memberId, points, why }: AdjustPoints,
	actor: Actor,
	{ facts }: Refusal,
	now: Instant
): Promise<void> {
	const subject = { kind: 'member', id: memberId };
	return transact(db, (trx) =>
		recordAct(
			trx,
			{
				actor,
				act: 'points-adjustment-refused',
				subject,
				facts: { points, ...facts },
				why
			},
			now
		)
	);
}

function decideAdjustment(held: Held, points: number, why: string): Step {
	if (points > 0) return given(held, 'adjust', points, why);
	const { history, programme, today } = held;
	const reasons: GivenReasons = { kind: 'given', what: 'adjust', points, why };
	const act = { kind: 'adjust', points: -points, effectiveOn: today, reasons } as const;
	return spend(history, act, programme, newId);
}
