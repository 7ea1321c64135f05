import { m } from '#lib/i18n/messages.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { newId } from '#lib/server/ids.ts';
import { saveReward, type SaveReward } from '#lib/server/rewards/save-reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { expect, expectAccessible, languages, test } from './fixtures.ts';

const actor = { kind: 'system', id: 'test' } as const;
const film: Reward = {
	kind: 'partner-code',
	name: { en: 'A film', 'zh-CN': '一场电影' },
	description: { en: 'At the cinema round the corner.' },
	points: 300,
	validDays: 30,
	partner: { en: 'The Lantern' }
};

async function keep(db: Db, reward: Reward, more: Partial<SaveReward> = {}): Promise<string> {
	const rewardId = newId();
	const made = { rewardId, revision: 0, reward, status: 'offered', stock: null } as const;
	await saveReward(db, { ...made, ...more }, actor, new Date().toISOString());
	return rewardId;
}

for (const javaScriptEnabled of [true, false])
	test.describe(`a manager, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
		test.use({ javaScriptEnabled });

		test('J6 E1: an upgrade is written, seen as Gold in Chinese, and paused at once', async ({
			page,
			signInStaff
		}) => {
			await signInStaff('manager');
			await page.goto('/admin/rewards/new');
			await page.getByLabel('Kind').selectOption('room-upgrade');
			await expect(page.getByLabel('Nights', { exact: true })).toBeHidden();
			await page.getByLabel('Room after the upgrade (English)').fill('Suite');
			await page.getByLabel('Name (English)').fill('A suite');
			await page.getByLabel('Name (简体中文)').fill('升级套房');
			await page.getByLabel('Description (English)').fill('More room.');
			await page.getByLabel('Points', { exact: true }).fill('5000');
			await page.getByLabel('How many in all').fill('9');
			await page.getByRole('button', { name: 'Save and offer' }).click();
			await expect(page.locator('#confirm-days-problem')).toBeVisible();
			await expect(page.getByLabel('Name (简体中文)')).toHaveValue('升级套房');
			await page.getByLabel('Days before').fill('1');
			await page.getByLabel('By', { exact: true }).fill('18:00');
			await page.getByRole('button', { name: 'Save and offer' }).click();
			await expect(page.getByRole('status')).toContainText('Saved as revision 1');
			const editor = new URL(page.url()).pathname;

			await page.getByRole('link', { name: 'See as a guest' }).click();
			await page.getByRole('link', { name: '简体中文' }).click();
			await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
			await page
				.getByLabel(m.admin_reward_preview_tier({}, { locale: 'zh-CN' }))
				.selectOption('gold');
			await page
				.getByRole('button', { name: m.admin_reward_preview_show({}, { locale: 'zh-CN' }) })
				.click();
			await expect(page).toHaveURL(/tier=gold/);
			await expect(page.getByRole('heading', { name: '升级套房' })).toBeVisible();
			for (const button of await page.locator('fieldset[disabled] button').all())
				await expect(button).toBeDisabled();

			await page.goto(editor);
			await page.getByRole('button', { name: 'Pause', exact: true }).click();
			await expect(page.getByRole('status')).toContainText('is paused');
			await expect(page.getByRole('button', { name: 'Offer again', exact: true })).toBeVisible();
			await page.getByRole('button', { name: 'Duplicate', exact: true }).click();
			await expect(page.getByLabel('Name (English)')).toHaveValue('A suite (copy)');
			await expect(page.getByLabel('How many in all')).toHaveValue('9');
		});

		test('J6 E1: codes are imported with bad lines said, and a number is corrected with its reason', async ({
			page,
			signInStaff,
			db
		}) => {
			await signInStaff('manager');
			const rewardId = await keep(db, film);
			await page.goto(`/admin/rewards/${rewardId}/stock`);
			await page.getByLabel('Codes', { exact: true }).fill('FILM-0001\n\nFILM-0002\nFILM-0001');
			await page.getByRole('button', { name: 'Add', exact: true }).click();
			await expect(page.getByText('2 codes were added.')).toBeVisible();
			await expect(page.getByText('Line 2: nothing on it')).toBeVisible();
			await expect(page.getByText('Line 4 (…0001)')).toBeVisible();
			await expect(page.getByText('2 free, 0 with guests')).toBeVisible();
			await expect(page.getByText('FILM-0001')).toHaveCount(0);

			await page.getByLabel('How many', { exact: true }).fill('5');
			await page.getByRole('button', { name: 'Correct', exact: true }).click();
			await expect(page.locator('#why-problem')).toBeVisible();
			await expect(page.getByLabel('How many', { exact: true })).toHaveValue('5');
			await page.getByLabel('Why', { exact: true }).fill('Five at most this month.');
			await page.getByRole('button', { name: 'Correct', exact: true }).click();
			await expect(page.getByText('Corrected.')).toBeVisible();
			await expect(page.getByText('In all: Not counted → 5')).toBeVisible();
		});
	});

test('J6 E2: what is paused in the list is gone for a guest who has its page open', async ({
	page,
	browser,
	baseURL,
	signIn,
	signInStaff,
	stay,
	db
}) => {
	const guest = await signIn();
	await stay(guest);
	const gift = { ...film, kind: 'gift', name: { en: `Gift ${newId().slice(-6)}` } } as const;
	const { partner: _, ...reward } = gift;
	const rewardId = await keep(db, reward, { stock: 3 });
	const open = await browser.newContext({
		baseURL: baseURL ?? '',
		storageState: await page.context().storageState()
	});
	const tab = await open.newPage();
	await tab.goto(`/rewards/${rewardId}`);
	const redeem = tab.getByRole('button', { name: /^Redeem/ });
	await expect(redeem).toBeVisible();
	await signInStaff('manager');
	await page.goto(`/admin/rewards?q=${encodeURIComponent(reward.name.en)}`);
	await page.getByRole('button', { name: `Pause: ${reward.name.en}` }).click();
	await expect(page.getByRole('row', { name: reward.name.en })).toContainText('Paused');
	await redeem.click();
	await expect(tab.getByRole('alert')).toBeVisible();
	const had = db.selectFrom('redemption').select('id').where('reward_id', '=', rewardId);
	expect(await had.execute()).toEqual([]);
	await open.close();
});

for (const language of languages)
	test(`L6: the editor, the stock and the preview have no barrier (${language})`, async ({
		page,
		signInStaff,
		inLanguage,
		db
	}) => {
		test.slow();
		const rewardId = await keep(db, { ...film, lowStock: 5 }, { stock: 3 });
		await signInStaff('manager');
		await inLanguage(language);
		await page.setViewportSize({ width: 320, height: 640 });
		for (const address of [
			'/admin/rewards',
			`/admin/rewards/${rewardId}`,
			`/admin/rewards/${rewardId}/stock`,
			`/admin/rewards/${rewardId}/preview/${language}`
		]) {
			await page.goto(address);
			await expectAccessible(page);
			const over = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(over, address).toBeLessThanOrEqual(0);
		}
	});
