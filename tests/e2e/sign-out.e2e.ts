import { expect, test } from './fixtures.ts';
import { containing, everythingKept, kept } from './kept.ts';
import type { Page } from '@playwright/test';

test.use({ losesNetwork: true });

const canary = 'Quillfeather';
const pages = ['/home', '/card', '/points', '/stays', '/me'];

test('T18: after signing out nothing of the member is left in the browser, nor behind its back button', async ({
	page,
	context,
	db,
	signIn
}) => {
	const guest = await signIn({ familyName: canary });
	for (const address of pages) await page.goto(address);
	const keys = db.selectFrom('card_key').select('secret').where('member_id', '=', guest.id);
	const { secret } = await keys.executeTakeFirstOrThrow();
	const secrets = [canary, guest.email, guest.number, secret];
	await page.goto('/home');
	await workerOf(page);
	await page.getByRole('link', { name: 'Me', exact: true }).click();
	await expect(page.locator('main')).toContainText(canary);
	await kept(page);
	expect(containing(secrets, await everythingKept(page))).toEqual(secrets);
	const second = await context.newPage();
	await second.goto('/home');
	await expect(second.locator('main')).toContainText(canary);

	await page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
	await expect(page).toHaveURL('/');
	await workerOf(page);
	expect(containing(secrets, await everythingKept(page))).toEqual([]);

	for (let back = 0; back < pages.length; back++) {
		await page.goBack().catch(() => undefined);
		expect(containing(secrets, await contentOf(page)), page.url()).toEqual([]);
	}
	await second.getByRole('link', { name: 'Points', exact: true }).click();
	await expect(second).toHaveURL(/\/sign-in/);
	await expect(second.getByLabel('Password')).toBeVisible();
	await expect(second.locator('main')).not.toContainText(canary);
	expect(await keys.execute()).toEqual([]);
	expect(containing(secrets, await contentOf(second))).toEqual([]);
	expect(containing(secrets, await everythingKept(second))).toEqual([]);
});

test('T18: back after signing out shows nothing either while the network is off', async ({
	page,
	context,
	signIn
}) => {
	const { email, number } = await signIn({ familyName: canary });
	await page.goto('/home');
	await page.goto('/me');
	await page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
	await expect(page).toHaveURL('/');
	await workerOf(page);
	await context.setOffline(true);
	for (let back = 0; back < 2; back++) {
		await page.goBack().catch(() => undefined);
		expect(containing([canary, email, number], await page.content()), page.url()).toEqual([]);
	}
});

test('T18: colleagues leave nothing at a shared desk', async ({ page, signIn, signInStaff }) => {
	const guest = await signIn({ familyName: canary });
	await page.context().clearCookies();
	await signInStaff('manager');
	await page.goto('/admin/mail');
	await expect(page.locator('main')).toContainText(guest.email);
	await page.getByRole('button', { name: 'Sign out', exact: true }).click();
	await expect(page).toHaveURL('/staff/sign-in');
	await workerOf(page);
	expect(containing([canary, guest.email], await everythingKept(page))).toEqual([]);
	await page.goBack();
	expect(containing([canary, guest.email], await page.content())).toEqual([]);
	await expect(page).toHaveURL(/\/staff\/sign-in/);
});

async function workerOf(page: Page): Promise<void> {
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** The page as it stands between two navigations: in the middle of one there is none to read. */
async function contentOf(page: Page): Promise<string> {
	let content = '';
	await expect(async () => {
		content = await page.content();
	}).toPass({ timeout: 10_000 });
	return content;
}
