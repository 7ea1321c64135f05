import type { Credit, NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { nothing } from '../ledger/posting.ts';
import type { Programme } from '../programme/programme.ts';

/** Issues the milestones that new credits reach, each once in its window. */
export function issueMilestones(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	void [credits, programme, newId];
	return nothing(history);
}
