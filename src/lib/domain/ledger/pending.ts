import type { PlainDate } from '../calendar.ts';
import { versionNumbered, type Programme } from '../programme/programme.ts';
import type { NewId, Pending } from './account.ts';
import { earn } from './earn.ts';
import type { History, Step } from './history.ts';
import { emptyPosting, followedBy } from './posting.ts';

/** Points that wait for their day: the balance does not hold them. */
export function openPending(history: History, pending: Pending): Step {
	return {
		posting: { ...emptyPosting(history.account), pending: [pending] },
		history: { ...history, pending: [...history.pending, pending] }
	};
}

/** Of the points due by a day those that come first, ties by age and id. */
export function nextDue(pending: readonly Pending[], through: PlainDate): Pending | undefined {
	let first: Pending | undefined;
	for (const one of pending)
		if (one.releaseOn <= through && (!first || order(one) < order(first))) first = one;
	return first;
}

function order({ releaseOn, earnedOn, id }: Pending): string {
	return `${releaseOn} ${earnedOn} ${id}`;
}

/**
 * Writes the entry of pending points. It counts on the day of their release, whenever that is seen to,
 * and its lot ages from the day they were earned, both under the version that they were priced by.
 */
export function release(
	history: History,
	pending: Pending,
	programme: Programme,
	newId: NewId
): Step {
	const version = versionNumbered(programme, pending.programmeVersion);
	const earned = earn(
		history,
		{
			kind: 'earn',
			points: pending.points,
			effectiveOn: pending.releaseOn,
			earnedOn: pending.earnedOn,
			reasons: pending.reasons,
			stayId: pending.stayId,
			stayRevision: pending.stayRevision
		},
		version,
		newId
	);
	const [entry] = earned.posting.entries;
	return followedBy(earned, (now) =>
		ending(now, pending, { on: pending.releaseOn, entryId: entry?.id })
	);
}

/** Pending points that are taken back before they are posted; nothing has to be reversed. */
export function withdraw(
	history: History,
	pending: Pending,
	given: { readonly on: PlainDate; readonly why: string }
): Step {
	return ending(history, pending, given);
}

function ending(
	history: History,
	pending: Pending,
	end: { readonly on: PlainDate; readonly why?: string; readonly entryId?: string | undefined }
): Step {
	return {
		posting: {
			...emptyPosting(history.account),
			pendingEnds: [{ pendingId: pending.id, ...end }]
		},
		history: { ...history, pending: history.pending.filter(({ id }) => id !== pending.id) }
	};
}
