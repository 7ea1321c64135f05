import { earlier, later, type PlainDate } from '../calendar.ts';
import type { Credit, NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, nothing } from '../ledger/posting.ts';
import type { Programme } from '../programme/programme.ts';
import { closeYears } from './close-years.ts';
import { evaluateTiers, lastKnown } from './evaluate.ts';
import { standing } from './held-tier.ts';
import { closesYears, isSequential } from './kinds.ts';
import { isAutomatic } from './reached.ts';

/**
 * Closes the calendar years before a day, reviews the tiers that ended before it, and gives the tiers
 * that a version which began by then makes easier to reach. Twice is once; a late run ends as daily
 * ones do. The history must hold all credits and all grants.
 */
export function settleTiers(
	history: History,
	programme: Programme,
	through: PlainDate,
	newId: NewId
): Step {
	const walks = isSequential(programme);
	const closes = closesYears(programme);
	const { grants, joinedOn } = history;
	const last = lastKnown(grants, history.credits);
	const given = standing(grants).filter((grant) => !isAutomatic(grant));
	const day = later(through, last);
	const added = closes ? closeYears(history.credits, given, programme, joinedOn, day, newId) : [];
	const credits = [...history.credits, ...added];
	const isDue = walks && (added.length > 0 || endsSince(history, last, day));
	const touched = isDue ? { from: day, to: day } : touchedBy(added, programme, last, day);
	const made = touched ? evaluateTiers(grants, credits, programme, joinedOn, touched, newId) : [];
	if (added.length === 0 && made.length === 0) return nothing(history);
	return {
		posting: { ...emptyPosting(history.account), credits: added, grants: made },
		history: { ...history, credits, grants: [...grants, ...made] }
	};
}

/** Whether a tier ended, or was given, since anything was last known; by then all was looked at. */
function endsSince({ grants }: History, last: PlainDate, through: PlainDate): boolean {
	return grants.some(
		({ from, validTo = through }) => from > last || (validTo >= last && validTo < through)
	);
}

/** The days of what was added, and those on which a version began since anything was last known. */
function touchedBy(
	added: readonly Credit[],
	programme: Programme,
	last: PlainDate,
	through: PlainDate
): { readonly from: PlainDate; readonly to: PlainDate } | undefined {
	const begin = programme.slice(1).filter(({ from }) => from > last && from <= through);
	const days = [...added.map(({ countsOn }) => countsOn), ...begin.map(({ from }) => from)];
	return days.length === 0 ? undefined : { from: days.reduce(earlier), to: days.reduce(later) };
}
