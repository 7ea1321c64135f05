import type { MilestoneChoice, MilestoneGrant, NewId } from '../ledger/account.ts';
import { earn } from '../ledger/earn.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, followedBy, nothing } from '../ledger/posting.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { milestoneOf, optionsNamed, pointsOf } from './milestones-of.ts';

/** Writes down what was chosen, or came by itself, and posts what of it is points. */
export function takeOptions(
	history: History,
	grant: MilestoneGrant,
	given: Pick<MilestoneChoice, 'options' | 'on' | 'by'>,
	programme: Programme,
	newId: NewId
): Step {
	const chosen = optionsNamed(milestoneOf(grant, programme), given.options);
	const points = pointsOf(chosen);
	const earned =
		points === 0
			? nothing(history)
			: earn(
					history,
					{
						kind: 'bonus',
						points,
						effectiveOn: given.on,
						reasons: {
							kind: 'milestone',
							version: grant.programmeVersion,
							milestone: grant.milestone,
							at: grant.at,
							points,
							options: chosen.map(({ id }) => id),
							by: given.by
						}
					},
					versionOn(programme, given.on),
					newId
				);
	const choice: MilestoneChoice = {
		grantId: grant.id,
		options: chosen.map(({ id }) => id),
		on: given.on,
		by: given.by,
		entryId: earned.posting.entries[0]?.id
	};
	return followedBy(earned, (now) => ({
		posting: { ...emptyPosting(now.account), choices: [choice] },
		history: { ...now, choices: [...now.choices, choice] }
	}));
}
