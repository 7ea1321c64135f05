import type { Instant } from '#lib/domain/calendar.ts';
import type { Step } from '#lib/domain/ledger/history.ts';
import { spend } from '#lib/domain/ledger/spend.ts';
import type { What } from '#lib/domain/reasons.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Command } from './command.ts';
import { asked, postOnce, type Held, type Posted } from './post-once.ts';

export interface SpendPoints extends Command {
	/** Above 0. */
	readonly points: number;
	readonly what: What;
}

/** Takes points, first those that expire first. Refused: `not-enough-points`, `points-owed`, `invalid`. */
export async function spendPoints(db: Db, command: SpendPoints, now: Instant): Promise<Posted> {
	const { points, what } = command;
	if (!Number.isSafeInteger(points) || points <= 0)
		throw new Refusal('invalid', { field: 'points' });
	return postOnce(db, asked('spend', command), now, points, (held) =>
		decideSpending(held, points, what)
	);
}

/** What spending so many points does to a held account. Refused: `not-enough-points`, `points-owed`. */
export function decideSpending(
	{ history, programme, today }: Held,
	points: number,
	what: What
): Step {
	return spend(
		history,
		{ kind: 'redeem', points, effectiveOn: today, reasons: { kind: 'spend', points, what } },
		programme,
		newId
	);
}
