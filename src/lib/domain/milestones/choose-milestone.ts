import type { PlainDate } from '../calendar.ts';
import type { NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { followedBy, nothing } from '../ledger/posting.ts';
import type { Milestone, Programme } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import { settle } from '../stays/settle.ts';
import { milestoneOf } from './milestones-of.ts';
import { takeOptions } from './take-options.ts';

/**
 * A member chooses from a milestone, after what time alone did by that day. The last day to choose is
 * the grant's; what an option gives is said by the version under which the milestone was issued.
 * Options that are points become a bonus entry of the day. The same choice again changes nothing.
 * Refuses `not-found` (no such milestone, or nothing to choose), `choice-made`,
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
	const settled = settle(history, programme, on, newId);
	return followedBy(settled, (now) => choose(now, grantId, options, on, programme, newId));
}

function choose(
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
