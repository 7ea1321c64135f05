import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** After the quiet in which a page fetches what the next one needs. */
const settled = (page: Page) =>
	expect(page.locator('[data-between-pages]')).toBeAttached({ timeout: 10_000 });

test('L6: a page that keeps the guest waiting shows its outline, and the page that was left stays whole', async ({
	page,
	signIn
}) => {
	await signIn();
	await page.goto('/home');
	await settled(page);
	let answer: () => void = () => undefined;
	const held = new Promise<void>((resolve) => (answer = resolve));
	await page.route('**/points/__data.json*', async (route) => {
		await held;
		await route.continue();
	});
	const outline = page.locator('[data-slow-page]');
	await page.getByRole('link', { name: 'Points', exact: true }).click();
	await expect(outline).toBeVisible();
	await expect(page.locator('[data-between-pages]')).toHaveText('The page is loading');
	await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
	answer();
	await page.waitForURL('**/points');
	await expect(outline).toHaveCount(0);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Points');
});

test('L6: pages turn where motion is welcome, and come at once where it is not', async ({
	page,
	signIn
}) => {
	await signIn();
	await page.addInitScript(() => {
		const turns: string[] = [];
		Object.assign(window, { turns });
		const start = document.startViewTransition.bind(document);
		document.startViewTransition = (update) => {
			turns.push(location.pathname);
			return start(update);
		};
	});
	const turns = () => page.evaluate(() => (window as unknown as { turns: string[] }).turns.length);
	await page.goto('/home');
	await settled(page);
	await page.getByRole('link', { name: 'Stays', exact: true }).click();
	await page.waitForURL('**/stays');
	expect(await turns()).toBe(1);
	// Overtaken in the middle: nobody hears of it.
	await page.getByRole('link', { name: 'Rewards', exact: true }).click();
	await page.getByRole('link', { name: 'Me', exact: true }).click();
	await page.waitForURL('**/me');
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const before = await turns();
	await page.getByRole('link', { name: 'Home', exact: true }).click();
	await page.waitForURL('**/home');
	expect(await turns()).toBe(before);
});
