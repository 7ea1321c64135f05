import type { PlainDate } from '../calendar.ts';
import type { NewId } from '../ledger/account.ts';
import { expireLots } from '../ledger/expire.ts';
import type { History, Step } from '../ledger/history.ts';
import { nextDue, release } from '../ledger/pending.ts';
import { nothing, followedBy } from '../ledger/posting.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { nextLapse } from './next-lapse.ts';

/**
 * Posts the pending points that are due by `through`, that day included, and lets lapse all points
 * whose last usable day is before it, in the order of their days; on one day what lapses goes first.
 * Each entry counts on its own day, whenever it is written. Twice is once.
 */
export function settlePoints(
	history: History,
	programme: Programme,
	through: PlainDate,
	newId: NewId
): Step {
	let step = nothing(history);
	for (;;) {
		const due = nextDue(step.history.pending, through);
		const lapse = nextLapse(step.history, programme);
		const lapses = lapse !== undefined && lapse.validTo < through;
		if (lapses && (!due || lapse.effectiveOn <= due.releaseOn)) {
			const version = versionOn(programme, lapse.effectiveOn);
			step = followedBy(step, (now) => expireLots(now, lapse, version, newId));
		} else if (due) {
			step = followedBy(step, (now) => release(now, due, programme, newId));
		} else {
			return step;
		}
	}
}
