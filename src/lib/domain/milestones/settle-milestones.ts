import { addDays, type PlainDate } from '../calendar.ts';
import type { MilestoneGrant, NewId } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { followedBy, nothing } from '../ledger/posting.ts';
import type { Programme } from '../programme/programme.ts';
import { milestoneOf } from './milestones-of.ts';
import { takeOptions } from './take-options.ts';

/**
 * Gives what nobody chose by its last day before `through`: what the programme says otherwise, dated
 * the day after that last day, in the order of the days. Twice is once.
 */
export function settleMilestones(
	history: History,
	programme: Programme,
	through: PlainDate,
	newId: NewId
): Step {
	return openChoices(history)
		.filter(({ chooseBy }) => chooseBy < through)
		.reduce((step, grant) => {
			const { otherwise = [] } = milestoneOf(grant, programme);
			const choice = {
				options: otherwise,
				on: addDays(grant.chooseBy, 1),
				by: 'deadline'
			} as const;
			return followedBy(step, (now) => takeOptions(now, grant, choice, programme, newId));
		}, nothing(history));
}

/** The days up to `through` on which something comes because nobody chose. */
export function daysOfDefaults(history: History, through: PlainDate): readonly PlainDate[] {
	const days = openChoices(history).map(({ chooseBy }) => addDays(chooseBy, 1));
	return [...new Set(days)].filter((day) => day <= through);
}

/** What still waits to be chosen, the first to end first. */
export function openChoices({
	milestones,
	choices
}: Pick<History, 'milestones' | 'choices'>): readonly (MilestoneGrant & {
	readonly chooseBy: PlainDate;
})[] {
	if (milestones.length === 0) return [];
	const chosen = new Set(choices.map(({ grantId }) => grantId));
	return milestones
		.flatMap((grant) => {
			const { id, chooseBy } = grant;
			return chooseBy === undefined || chosen.has(id) ? [] : [{ ...grant, chooseBy }];
		})
		.toSorted((one, other) =>
			one.chooseBy < other.chooseBy ? -1 : one.chooseBy > other.chooseBy ? 1 : one.at - other.at
		);
}
