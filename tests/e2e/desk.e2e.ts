import type { Page } from '@playwright/test';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { daysFrom, expect, expectAccessible, test } from './fixtures.ts';

const today = new Date().toISOString().slice(0, 10);
const inHouse = { status: 'in_house', folio: [], roomType: 'Suite' } as const;
const dates = { arrival: daysFrom(today, -1), departure: daysFrom(today, 1) };

/** A dinner for 400 points, as the guest bought it. */
async function buyDinner(db: Db, memberId: string): Promise<{ id: string; code: string }> {
	const now = new Date().toISOString();
	const rewardId = newId();
	await saveReward(
		db,
		{
			rewardId,
			revision: 0,
			reward: {
				kind: 'dining-credit',
				name: { en: 'Dinner for two', 'zh-CN': '双人晚餐' },
				description: { en: 'Three courses.' },
				points: 400,
				validDays: 30,
				amount: { minor: 8_000, currency: 'USD' }
			},
			status: 'offered',
			stock: null
		},
		{ kind: 'system', id: 'test' },
		now
	);
	const id = newId();
	await redeemReward(db, { source: 'app', id, memberId, rewardId, points: 400 }, now);
	const voucher = db.selectFrom('voucher').select('code').where('redemption_id', '=', id);
	return { id, code: (await voucher.executeTakeFirstOrThrow()).code };
}

const field = (page: Page) => page.getByLabel('Card or voucher');

async function lookUp(page: Page, typed: string): Promise<void> {
	await field(page).fill(typed);
	await page.getByRole('button', { name: 'Look up' }).click();
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test(`K1 K2: the desk sees a guest and takes a voucher, whose page then says so (${javaScriptEnabled})`, async ({
			page,
			signIn,
			signInStaff,
			stay,
			db
		}) => {
			const guest = await signIn();
			await stay(guest);
			await stay(guest, { ...inHouse, ...dates });
			const voucher = await buyDinner(db, guest.id);
			await signInStaff('desk');
			await page.goto('/desk');
			if (javaScriptEnabled) await expectAccessible(page);

			await lookUp(page, guest.number);
			await expect(page.getByRole('heading', { name: 'Ada Lindqvist' })).toBeVisible();
			await expect(page.getByText('Suite · 2 adults')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await page.locator('summary', { hasText: 'Dinner for two' }).click();
			await expect(page.getByText('Dinner for two, from Ada Lindqvist.')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await page.getByRole('button', { name: 'Take it now' }).click();
			await expect(page.getByText('Voucher taken')).toBeVisible();
			await expect(page.getByText('Take $80 off the bill.')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);

			await lookUp(page, voucher.code);
			await expect(page.getByRole('alert')).toContainText('It was used on');
			await expect(page.getByRole('alert')).toContainText('at Aurora City');
			await expect(field(page)).toHaveValue(voucher.code);

			await page.goto(`/rewards/vouchers/${voucher.id}`);
			await expect(page.getByText('Used on', { exact: false }).first()).toBeVisible();
		});
	});
}

test.describe('with a keyboard and a hand scanner alone', () => {
	test.use({ hasTouch: false, isMobile: false, viewport: { width: 1280, height: 800 } });

	test('K1 K2: a scan goes to the field wherever the focus is, and a voucher is taken by keys', async ({
		page,
		signIn,
		signInStaff,
		stay,
		db
	}) => {
		const guest = await signIn();
		await stay(guest);
		await stay(guest, { ...inHouse, ...dates });
		const { code } = await buyDinner(db, guest.id);
		await signInStaff('desk');
		await page.goto('/desk');
		await expect(field(page)).toBeFocused();
		await page.keyboard.type(`SW1:${guest.number}`);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: 'Ada Lindqvist' })).toBeVisible();
		await expect(field(page)).toBeFocused();

		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('button', { name: 'Take it now' })).toBeVisible();
		await page.keyboard.type(`SW1:V:${code}`);
		await expect(field(page)).toHaveValue(`SW1:V:${code}`);
		await page.keyboard.press('Enter');
		// While it is asked for, the guest's own button is still there, and idle.
		await expect(page.getByRole('heading', { name: 'Dinner for two' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Look up' })).toBeEnabled();
		await page.getByRole('button', { name: 'Take it now' }).press('Enter');
		await expect(page.getByText('Voucher taken')).toBeVisible();
		await expect(field(page)).toBeFocused();
	});

	test('K1: without a connection what was typed stays, and the page says so', async ({
		page,
		complaints,
		signInStaff
	}) => {
		await signInStaff('desk');
		await page.goto('/desk');
		await page.waitForLoadState('networkidle');
		await page.route('**/desk?/find', (route) => route.abort());
		await lookUp(page, '1234567890');
		await expect(page.getByText('No connection: nothing came back.')).toBeVisible();
		await expect(field(page)).toHaveValue('1234567890');
		// The browser notes the lost request; nothing else.
		expect(complaints.splice(0).join()).toMatch(/^error: [^,]*ERR_FAILED$/);
	});
});
