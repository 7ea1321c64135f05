import type { PlainDate } from '../calendar.ts';
import { settlePoints } from '../expiry/settle-points.ts';
import type { NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { followedBy } from '../ledger/posting.ts';
import { daysOfDefaults, settleMilestones } from '../milestones/settle-milestones.ts';
import type { Programme } from '../programme/programme.ts';
import { settleTiers } from '../tiers/settle-tiers.ts';

/**
 * What time alone does to a member by a day, as of the days on which it does: years are closed and
 * tiers reviewed, pending points are posted and points lapse, choices fall to what they are otherwise.
 * Twice is once. The history must hold everything.
 */
export function settle(
	history: History,
	programme: Programme,
	through: PlainDate,
	newId: NewId
): Step {
	let step = settleTiers(history, programme, through, newId);
	// Points of a choice nobody made come between those that lapse before and after.
	for (const day of daysOfDefaults(step.history, through)) {
		step = followedBy(step, (now) => settlePoints(now, programme, day, newId));
		step = followedBy(step, (now) => settleMilestones(now, programme, day, newId));
	}
	return followedBy(step, (now) => settlePoints(now, programme, through, newId));
}
