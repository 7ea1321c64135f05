import type { PlainDate } from '../calendar.ts';
import type { MilestoneChoice, MilestoneGrant, NewId } from '../ledger/account.ts';
import { earn } from '../ledger/earn.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, followedBy, nothing } from '../ledger/posting.ts';
import { versionOn, type Milestone, type Programme } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import { milestoneOf, optionsNamed, pointsOf } from './milestones-of.ts';

/**
 * A member chooses from a milestone. The last day to choose is the grant's; what an option gives is
 * said by the version under which the milestone was issued. Options that are points become a bonus
 * entry of the day. The same choice again changes nothing. What time alone does by that day must be
 * settled already. Refuses `not-found` (no such milestone, or nothing to choose), `choice-made`,
 * `choice-too-late`, `choice-wrong-number` and `choice-unknown-option`.
 */
export function chooseMilestone(
	history: History,
	grantId: string,
	options: readonly string[],
	on: PlainDate,
	programme: Programme,
	newId: NewId
): Step {
	const grant = history.milestones.find(({ id }) => id === grantId);
	if (grant?.chooseBy === undefined) throw new Refusal('not-found');
	const made = history.choices.find((choice) => choice.grantId === grantId);
	if (made?.by === 'member') {
		if (sameOptions(made.options, options)) return nothing(history);
		throw new Refusal('choice-made', { on: made.on });
	}
	if (made || on > grant.chooseBy) throw new Refusal('choice-too-late', { by: grant.chooseBy });
	checkOptions(milestoneOf(grant, programme), options);
	return takeOptions(history, grant, { options, on, by: 'member' }, programme, newId);
}

function sameOptions(made: readonly string[], asked: readonly string[]): boolean {
	return (
		made.length === asked.length && new Set(made).symmetricDifference(new Set(asked)).size === 0
	);
}

function checkOptions(milestone: Milestone, options: readonly string[]): void {
	const unknown = options.find((id) => !milestone.options?.some((option) => option.id === id));
	if (unknown !== undefined) throw new Refusal('choice-unknown-option', { option: unknown });
	const choose = milestone.choose ?? 1;
	if (options.length !== choose || new Set(options).size !== choose)
		throw new Refusal('choice-wrong-number', { choose });
}

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
