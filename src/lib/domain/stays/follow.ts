import { earlier, later, type PlainDate } from '../calendar.ts';
import type { Credit, NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, followedBy, nothing } from '../ledger/posting.ts';
import { issueMilestones } from '../milestones/issue-milestones.ts';
import type { Programme } from '../programme/programme.ts';
import { evaluateTiers } from '../tiers/evaluate.ts';

/** Adds credits that no stay made (a gift, an opening count) and the tiers they lead to. */
export function addCredits(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	return followedBy(adding(history, credits), (now) => follow(now, credits, programme, newId));
}

/** The credits alone; `follow` does what they lead to. */
export function adding(history: History, credits: readonly Credit[]): Step {
	if (credits.length === 0) return nothing(history);
	return {
		posting: { ...emptyPosting(history.account), credits },
		history: { ...history, credits: [...history.credits, ...credits] }
	};
}

/** What credits lead to: tiers, then milestones. */
export function follow(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	const tiers = regrant(history, credits, programme, newId);
	return followedBy(tiers, (now) => issueMilestones(now, credits, programme, newId));
}

function regrant(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	const days = touchedBy(credits);
	if (!days) return nothing(history);
	const { grants: before, joinedOn } = history;
	const grants = evaluateTiers(before, history.credits, programme, joinedOn, days, newId);
	if (grants.length === 0) return nothing(history);
	return {
		posting: { ...emptyPosting(history.account), grants },
		history: { ...history, grants: [...before, ...grants] }
	};
}

/** The first and the last day on which credits count. */
export function touchedBy(
	credits: readonly Credit[]
): { readonly from: PlainDate; readonly to: PlainDate } | undefined {
	const [first] = credits;
	if (!first) return undefined;
	let from = first.countsOn;
	let to = first.countsOn;
	for (const { countsOn } of credits) {
		from = earlier(from, countsOn);
		to = later(to, countsOn);
	}
	return { from, to };
}
