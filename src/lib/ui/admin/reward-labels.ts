import { inWords } from '#lib/i18n/formats.ts';
import { locales, m } from '#lib/i18n/messages.ts';
import { cashRows, closedPairs, type HouseChoice, type TierChoice } from './reward-fields.ts';

/** What each field of the form is called, by its name. */
export function rewardLabels(
	tiers: readonly TierChoice[],
	houses: readonly HouseChoice[]
): Record<string, string> {
	const labels: Record<string, string> = {
		kind: m.admin_reward_kind(),
		nights: m.admin_reward_nights(),
		nightsMost: m.admin_reward_nights_most(),
		nth: m.admin_reward_nth(),
		persons: m.admin_reward_persons(),
		mornings: m.admin_reward_mornings(),
		amount: m.admin_reward_amount(),
		currency: m.admin_reward_currency(),
		inParts: m.admin_reward_in_parts(),
		until: m.admin_reward_until(),
		tier: m.admin_reward_gift_tier(),
		months: m.admin_reward_months(),
		points: m.admin_reward_points(),
		cashCurrency: m.admin_reward_cash_currency(),
		tierMin: m.admin_reward_tier_min(),
		asks: m.admin_reward_asks(),
		leadHours: m.admin_reward_lead_hours(),
		perDay: m.admin_reward_per_day(),
		'confirm-days': m.admin_reward_confirm_days(),
		'confirm-by': m.admin_reward_confirm_by(),
		offeredFrom: m.admin_reward_offered_from(),
		offeredTo: m.admin_reward_offered_to(),
		validDays: m.admin_reward_valid_days(),
		stock: m.admin_reward_stock(),
		lowStock: m.admin_reward_low_stock(),
		limitPerMember: m.admin_reward_limit(),
		cancelWithinDays: m.admin_reward_cancel(),
		picture: m.admin_reward_picture(),
		image: m.admin_reward_field_image(),
		status: m.admin_reward_field_status()
	};
	for (const [name, field] of Object.entries(texts()))
		for (const locale of locales) {
			const language = m.language_name({}, { locale });
			labels[`${name}-${locale}`] = m.admin_reward_in_language({ field, language });
		}
	for (const { id, name } of tiers)
		labels[`points-${id}`] = m.admin_reward_points_tier({ tier: inWords(name) });
	for (const { code, name } of houses) {
		labels[`house-${code}`] = inWords(name);
		labels[`stock-${code}`] = m.admin_reward_stock_house({ house: inWords(name) });
	}
	for (const [at, { from, to }] of closedPairs.entries()) {
		labels[from] = m.admin_reward_closed_from({ number: at + 1 });
		labels[to] = m.admin_reward_closed_to({ number: at + 1 });
	}
	for (const [at, { points, amount }] of cashRows.entries()) {
		labels[points] = m.admin_reward_cash_points({ number: at + 1 });
		labels[amount] = m.admin_reward_cash_amount({ number: at + 1 });
	}
	return labels;
}

const texts = () => ({
	name: m.admin_reward_name(),
	description: m.admin_reward_description(),
	terms: m.admin_reward_terms(),
	alt: m.admin_reward_alt(),
	room: m.admin_reward_room(),
	partner: m.admin_reward_partner()
});

const parts: Readonly<Record<string, string>> = {
	house: 'properties',
	closed: 'blackouts',
	currency: 'amount',
	cash: 'withCash',
	cashCurrency: 'withCash'
};

/** The name that revisions have for what a field of the form says. */
export function fieldOf(name: string): string {
	const [first = '', ...more] = name.split('-');
	if (first === 'points' && more.length > 0) return 'pointsByTier';
	return parts[first] ?? first;
}

/** What revisions say that they changed, in words. */
export function sayRewardField(field: string): string {
	switch (field) {
		case 'pointsByTier':
			return m.admin_reward_field_prices();
		case 'properties':
			return m.admin_reward_houses();
		case 'blackouts':
			return m.admin_reward_closed();
		case 'withCash':
			return m.admin_reward_cash();
		case 'confirm':
			return m.admin_reward_confirm();
		default:
			return (texts() as Record<string, string>)[field] ?? rewardLabels([], [])[field] ?? field;
	}
}
