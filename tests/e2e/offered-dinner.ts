import type { Page } from '@playwright/test';
import { m } from '#lib/i18n/messages.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { saveReward, type SaveReward } from '#lib/server/rewards/save-reward.ts';
import type { Language } from './fixtures.ts';

const actor = { kind: 'system', id: 'test' } as const;
export const dinner: Reward = {
	kind: 'dining-credit',
	name: { en: 'Dinner for two', 'zh-CN': '双人晚餐' },
	description: { en: 'Three courses by the window.', 'zh-CN': '靠窗的三道式晚餐。' },
	points: 4_000,
	validDays: 90,
	cancelWithinDays: 7,
	amount: { minor: 8_000, currency: 'USD' }
};

/** A reward that is on offer, a dinner unless told. */
export function keep(db: Db, changes: Partial<SaveReward> = {}): Promise<{ rewardId: string }> {
	const made = { rewardId: newId(), revision: 0, reward: dinner, status: 'offered', stock: null };
	return saveReward(db, { ...made, ...changes } as SaveReward, actor, new Date().toISOString());
}

export const change = (db: Db, rewardId: string, changes: Partial<SaveReward>) =>
	keep(db, { rewardId, revision: 1, ...changes });

export function words(language: Language) {
	const options = { locale: language };
	const points = (amount: string) =>
		m.points_amount({ amount, name: language === 'en' ? 'points' : '积分' }, options);
	return {
		name: dinner.name[language] ?? '',
		redeem: (amount: string) => m.reward_redeem({ points: points(amount) }, options),
		hint: m.voucher_hint({}, options),
		mine: m.rewards_vouchers({}, options),
		cancel: m.voucher_cancel({}, options),
		cancelButton: m.voucher_cancel_button({ points: points('4,000') }, options),
		cancelled: m.voucher_cancelled_text({ points: points('4,000') }, options),
		balance: (amount: string) => m.rewards_balance({ points: points(amount) }, options),
		priceChanged: (amount: string) => m.reward_price_changed({ points: points(amount) }, options),
		none: m.reward_no_stock({}, options),
		over: m.reward_no_offer({}, options)
	};
}

export async function redemptions(db: Db, memberId: string): Promise<number> {
	const rows = db.selectFrom('redemption').select('id').where('member_id', '=', memberId);
	return (await rows.execute()).length;
}

export const codePattern = /[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/;

export async function redeemHere(page: Page, rewardId: string): Promise<void> {
	await page.goto(`/rewards/${rewardId}`);
	await page.getByRole('button', { name: words('en').redeem('4,000') }).click();
	await page.waitForURL(/\/rewards\/vouchers\//);
}
