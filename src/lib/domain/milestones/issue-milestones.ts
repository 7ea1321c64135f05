import { addDays, type PlainDate, type Span } from '../calendar.ts';
import type { Credit, MilestoneGrant, NewId } from '../ledger/account.ts';
import { earn } from '../ledger/earn.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, followedBy, nothing } from '../ledger/posting.ts';
import {
	versionOn,
	type Milestone,
	type Programme,
	type PublishedVersion
} from '../programme/programme.ts';
import { windowOn } from '../tiers/windows.ts';
import { countsForMilestones, decideMilestones } from './decide-milestones.ts';
import { hasMilestones, pointsAtOnce, unitsPerNumber } from './milestones-of.ts';

/**
 * Issues the milestones that new credits reach, each number once in its window, under the version in
 * force on the day it is reached; also for a window that is over. Points are posted as of that day.
 * What was issued stays issued when its credits are taken back later, and is not issued again.
 * The history must hold every credit of the windows.
 */
export function issueMilestones(
	history: History,
	credits: readonly Credit[],
	programme: Programme,
	newId: NewId
): Step {
	if (!hasMilestones(programme)) return nothing(history);
	return reachedBy(history, credits, programme).reduce(
		(step, due) => followedBy(step, (now) => issue(now, due, newId)),
		nothing(history)
	);
}

interface Due {
	readonly milestone: Milestone;
	readonly version: PublishedVersion;
	readonly at: number;
	readonly window: Span;
	readonly reachedOn: PlainDate;
}

/** In the order of their days; on one day as the document has them. */
function reachedBy(history: History, credits: readonly Credit[], programme: Programme): Due[] {
	const due = programme.flatMap((version) =>
		(version.document.milestones ?? []).flatMap((milestone) =>
			windowsOf(milestone, credits, history.joinedOn).flatMap((window) =>
				decideMilestones(
					milestone,
					history.credits,
					givenIn(history.milestones, milestone.id, window),
					window,
					unitsPerNumber(milestone, version.document)
				)
					.filter(({ reachedOn }) => versionOn(programme, reachedOn) === version)
					.map((reached) => ({ ...reached, milestone, version, window }))
			)
		)
	);
	return due.toSorted((one, other) =>
		one.reachedOn < other.reachedOn ? -1 : one.reachedOn > other.reachedOn ? 1 : one.at - other.at
	);
}

function windowsOf(
	milestone: Milestone,
	credits: readonly Credit[],
	joinedOn: PlainDate
): readonly Span[] {
	const windows = new Map<string, Span>();
	for (const credit of credits) {
		if (credit.kind !== milestone.credit || !countsForMilestones(credit)) continue;
		const window = windowOn(milestone.window, credit.countsOn, joinedOn);
		windows.set(window.from ?? 'always', window);
	}
	return [...windows.values()];
}

function givenIn(
	grants: readonly MilestoneGrant[],
	milestone: string,
	{ from }: Span
): ReadonlySet<number> {
	return new Set(
		grants
			.filter((grant) => grant.milestone === milestone && grant.window.from === from)
			.map(({ at }) => at)
	);
}

function issue(history: History, due: Due, newId: NewId): Step {
	const { milestone, version, at, window, reachedOn } = due;
	const points = pointsAtOnce(milestone);
	const earned =
		points === undefined
			? nothing(history)
			: earn(
					history,
					{
						kind: 'bonus',
						points,
						effectiveOn: reachedOn,
						reasons: {
							kind: 'milestone',
							version: version.number,
							milestone: milestone.id,
							at,
							points
						}
					},
					version,
					newId
				);
	const grant: MilestoneGrant = {
		id: newId(),
		milestone: milestone.id,
		at,
		window,
		reachedOn,
		chooseBy:
			milestone.kind === 'choice' ? addDays(reachedOn, milestone.withinDays ?? 0) : undefined,
		entryId: earned.posting.entries[0]?.id,
		programmeVersion: version.number
	};
	return followedBy(earned, (now) => ({
		posting: { ...emptyPosting(now.account), milestones: [grant] },
		history: { ...now, milestones: [...now.milestones, grant] }
	}));
}
