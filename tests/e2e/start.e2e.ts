import { expect, test } from '@playwright/test';

test('the production build answers with a page that names the portal', async ({ page }) => {
	await page.goto('/');
	await expect(page).toHaveTitle(/Stayward/);
});
