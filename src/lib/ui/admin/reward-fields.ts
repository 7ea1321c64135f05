import { rewardKinds, type RewardKind, type RewardStatus } from '#lib/domain/rewards/reward.ts';
import type { Text } from '#lib/domain/text.ts';
import { inWords } from '#lib/i18n/formats.ts';
import { locales, m } from '#lib/i18n/messages.ts';
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

export function sayRewardStatus(status: RewardStatus): string {
	switch (status) {
		case 'draft':
			return m.admin_reward_status_draft();
		case 'offered':
			return m.admin_reward_status_offered();
		case 'paused':
			return m.admin_reward_status_paused();
		case 'archived':
			return m.admin_reward_status_archived();
	}
}

export function kindOptions(): { value: RewardKind; label: string }[] {
	return rewardKinds.map((value) => ({ value, label: sayRewardKind(value) }));
}

/** What each field of the form is called, by its name. */
export function rewardLabels(
	tiers: readonly TierChoice[],
	houses: readonly HouseChoice[]
): Record<string, string> {
	const labels: Record<string, string> = {
		kind: m.admin_reward_kind(),
		nights: m.admin_reward_nights(),
		amount: m.admin_reward_amount(),
		currency: m.admin_reward_currency(),
		until: m.admin_reward_until(),
		points: m.admin_reward_points(),
		tierMin: m.admin_reward_tier_min(),
		offeredFrom: m.admin_reward_offered_from(),
		offeredTo: m.admin_reward_offered_to(),
		validDays: m.admin_reward_valid_days(),
		stock: m.admin_reward_stock(),
		limitPerMember: m.admin_reward_limit(),
		cancelWithinDays: m.admin_reward_cancel(),
		picture: m.admin_reward_picture(),
		image: m.admin_reward_field_image(),
		status: m.admin_reward_field_status()
	};
	const texts = {
		name: m.admin_reward_name(),
		description: m.admin_reward_description(),
		terms: m.admin_reward_terms()
	};
	for (const [name, field] of Object.entries(texts))
		for (const locale of locales) {
			const language = m.language_name({}, { locale });
			labels[`${name}-${locale}`] = m.admin_reward_in_language({ field, language });
		}
	for (const { id, name } of tiers)
		labels[`points-${id}`] = m.admin_reward_points_tier({ tier: inWords(name) });
	for (const { code, name } of houses) labels[`house-${code}`] = inWords(name);
	for (const [at, { from, to }] of closedPairs.entries()) {
		labels[from] = m.admin_reward_closed_from({ number: at + 1 });
		labels[to] = m.admin_reward_closed_to({ number: at + 1 });
	}
	return labels;
}

/** The name that revisions have for what a field of the form says. */
export function fieldOf(name: string): string {
	const [first = '', ...more] = name.split('-');
	if (first === 'house') return 'properties';
	if (first === 'closed') return 'blackouts';
	if (first === 'currency') return 'amount';
	return first === 'points' && more.length > 0 ? 'pointsByTier' : first;
}

/** What revisions say that they changed, in words. */
export function sayRewardField(field: string): string {
	switch (field) {
		case 'name':
			return m.admin_reward_name();
		case 'description':
			return m.admin_reward_description();
		case 'terms':
			return m.admin_reward_terms();
		case 'pointsByTier':
			return m.admin_reward_field_prices();
		case 'properties':
			return m.admin_reward_houses();
		case 'blackouts':
			return m.admin_reward_closed();
		default:
			return rewardLabels([], [])[field] ?? field;
	}
}
