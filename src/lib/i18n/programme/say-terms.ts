import type { Names, Terms, TermChange } from '#lib/domain/programme/diff-change.ts';
import { counted, formatList } from '../formats.ts';
import { m } from '../messages.ts';
import { between, sayDecimal, sayMonths } from './say-rules.ts';
import { sayTierName } from './say-tiers.ts';

type Say<Field extends keyof Terms> = (
	value: NonNullable<Terms[Field]> | null,
	names: Names
) => string;

const days = (value: number) => m.span_days(counted(value));

/** What a version has once, as a sentence; also what it means not to have it. */
export const termWords: { readonly [Field in keyof Terms]-?: Say<Field> } = {
	restart: (value) =>
		value === null
			? m.programme_restart_none()
			: value === 'on-upgrade'
				? m.programme_restart_upgrade()
				: m.programme_restart_renewal(),
	releaseDays: (value) =>
		value === null ? m.programme_release_none() : m.programme_release_days({ span: days(value) }),
	discounted: (value) =>
		value === 'earn' ? m.programme_discounted_earn() : m.programme_discounted_skip(),
	claimMonths: (value) =>
		value === null
			? m.programme_claim_none()
			: m.programme_claim_months({ span: sayMonths(value) }),
	reminders: (value) =>
		value === null
			? m.programme_reminders_none()
			: m.programme_reminders_are({ list: formatList(value.daysBefore.map(days), 'conjunction') }),
	rewardNights: (value, names) =>
		value === null
			? m.programme_reward_nights_none()
			: m.programme_reward_nights({
					every: sayDecimal(value.freeEvery),
					most: sayDecimal(value.freeMost),
					from:
						value.tierMin === undefined
							? ''
							: m.programme_reward_nights_from({ tier: sayTierName(names, value.tierMin) })
				}),
	transfer: (value) =>
		value === null
			? m.programme_transfer_none()
			: m.programme_transfer_is({
					given: sayDecimal(value.givenMost),
					received: sayDecimal(value.receivedMost),
					min: sayDecimal(value.pointsMin),
					delay: days(value.delayDays),
					member: days(value.memberDaysMin)
				}),
	pooling: (value) =>
		value === null
			? m.programme_pooling_none()
			: m.programme_pooling_is({
					members: sayDecimal(value.membersMost),
					most: sayDecimal(value.takenMost),
					delay: days(value.delayDays)
				}),
	approvals: (value) => {
		const { desk, manager, owner } = value?.adjustMost ?? {};
		const said = [
			{ role: m.staff_role_desk(), most: desk },
			{ role: m.staff_role_manager(), most: manager },
			{ role: m.staff_role_owner(), most: owner }
		].flatMap(({ role, most }) =>
			most === undefined ? [] : [m.programme_approvals_role({ role, points: sayDecimal(most) })]
		);
		return said.length === 0
			? m.programme_approvals_none()
			: m.programme_approvals_are({ list: said.join(between) });
	}
};

/** One of them, before or after a change. */
export function sayTerm({ field, names }: TermChange, value: TermChange['before']): string {
	return (termWords[field] as Say<keyof Terms>)(value as never, names);
}
