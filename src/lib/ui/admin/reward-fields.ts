import type { OfferState } from '#lib/domain/rewards/offer-state.ts';
import { rewardKinds, type RewardKind, type RewardStatus } from '#lib/domain/rewards/reward.ts';
import type { Text } from '#lib/domain/text.ts';
import type { RewardListLine } from '#lib/domain/views/reward-list.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRewardKind } from '../reward-words.ts';

export interface TierChoice {
	readonly id: string;
	readonly name: Text;
}

export interface HouseChoice {
	readonly code: string;
	readonly name: Text;
}

/** Days on which a voucher is not taken: so many ranges have their fields in the form. */
export const closedPairs = Array.from({ length: 24 }, (_, at) => ({
	from: `closed-${at + 1}-from`,
	to: `closed-${at + 1}-to`
}));

/** Ways to pay a part in cash: as many as a reward may have. */
export const cashRows = Array.from({ length: 5 }, (_, at) => ({
	points: `cash-${at + 1}-points`,
	amount: `cash-${at + 1}-amount`
}));

export function sayRewardStatus(status: OfferState): string {
	switch (status) {
		case 'draft':
			return m.admin_reward_status_draft();
		case 'scheduled':
			return m.admin_reward_status_scheduled();
		case 'offered':
			return m.admin_reward_status_offered();
		case 'over':
			return m.admin_reward_status_over();
		case 'paused':
			return m.admin_reward_status_paused();
		case 'archived':
			return m.admin_reward_status_archived();
	}
}

export function kindOptions(): { value: RewardKind; label: string }[] {
	return rewardKinds.map((value) => ({ value, label: sayRewardKind(value) }));
}

/** What happened, and what is safe. */
export function sayStatusDone(to: Exclude<RewardStatus, 'draft'>, name: string): string {
	switch (to) {
		case 'paused':
			return m.admin_reward_done_paused({ name });
		case 'offered':
			return m.admin_reward_done_offered({ name });
		case 'archived':
			return m.admin_reward_done_archived({ name });
	}
}

/** When it is offered, as far as that has an end or a beginning that is still to come. */
export function saySchedule({
	state,
	offeredFrom,
	offeredTo
}: Pick<RewardListLine, 'state' | 'offeredFrom' | 'offeredTo'>): string | undefined {
	if (state === 'over' && offeredTo)
		return m.admin_reward_schedule_over({ date: formatDate(offeredTo) });
	const isAhead = state === 'scheduled' || state === 'draft' || state === 'paused';
	const from = isAhead && offeredFrom ? formatDate(offeredFrom) : undefined;
	const to = offeredTo && state !== 'archived' ? formatDate(offeredTo) : undefined;
	if (from && to) return m.admin_reward_schedule_both({ from, to });
	if (from) return m.admin_reward_schedule_from({ date: from });
	return to && m.admin_reward_schedule_to({ date: to });
}
