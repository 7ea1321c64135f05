import { addDays } from '#lib/domain/calendar.ts';
import { m } from '#lib/i18n/messages.ts';
import { expect, expectAccessible, languages, test } from './fixtures.ts';

const today = () => new Date().toISOString().slice(0, 10);
const night = /upgrade awards|客房升级礼遇/i;

for (const language of languages)
	for (const javaScriptEnabled of [true, false])
		test.describe(`${language}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
			test.use({ javaScriptEnabled, contextOptions: { reducedMotion: 'reduce' } });

			test('D5: who reached fifty nights chooses a gift, once', async ({ page, signIn, stay }) => {
				const say = { locale: language };
				const guest = await signIn({ locale: language });
				await stay(guest, { arrival: addDays(today(), -50), departure: today() });
				await page.goto('/home');
				await page.getByRole('link', { name: m.milestones_title({}, say) }).click();
				await page.waitForURL('**/milestones');
				await expect(page.getByRole('heading', { level: 1 })).toHaveText(
					m.milestones_title({}, say)
				);
				if (javaScriptEnabled) await expectAccessible(page);
				await page.getByRole('radio', { name: night }).check();
				await page.getByRole('button', { name: m.milestones_choose_this({}, say) }).click();
				await expect(page.getByText(m.milestones_done({}, say))).toBeVisible();
				await expect(page.getByRole('radio')).toHaveCount(0);
				await expect(page.getByRole('listitem').filter({ hasText: night }).first()).toBeVisible();
				if (javaScriptEnabled) await expectAccessible(page);
				await page.goto('/milestones');
				await expect(page.getByRole('radio')).toHaveCount(0);
			});
		});
