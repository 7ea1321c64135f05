import sharp from 'sharp';
import { firstBrand } from '#lib/domain/brand/brand.ts';
import { readBrand } from '#lib/server/house/read-brand.ts';
import { saveBrand } from '#lib/server/house/save-brand.ts';
import { expect, expectAccessible, hotel, languages, test } from './fixtures.ts';

// The name stays: other tests read it on their pages.
test.afterEach(async ({ db }) => {
	const actor = { kind: 'system', id: 'test' } as const;
	const first = { hotel, accent: undefined };
	const { revision } = await readBrand(db, first);
	if (revision === 0) return;
	const brand = firstBrand(hotel, undefined);
	await saveBrand(db, { brand, revision }, first, actor, new Date().toISOString());
});

test('L7 T17: a manager gives the house its look, sees what can be read of it, and guests have it', async ({
	page,
	signIn,
	signInStaff
}) => {
	const create = { width: 400, height: 120, channels: 3, background: '#b3541e' } as const;
	const logo = {
		name: 'logo.png',
		mimeType: 'image/png',
		buffer: await sharp({ create }).png().toBuffer()
	};
	await signInStaff('manager');
	await page.goto('/admin/brand');
	await page.getByLabel('Accent by day').fill('#f2c14e');
	await expect(page.locator('#day-shown')).toContainText('Guests see');
	await page.getByLabel('Corners').selectOption('straight');
	await page.getByLabel('Logo', { exact: true }).setInputFiles(logo);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toContainText('Saved');
	await expect(page.getByRole('img', { name: 'Logo' })).toBeVisible();

	await signIn();
	await page.goto('/home');
	const sign = page.locator('header img');
	await expect(sign).toBeVisible();
	expect(await sign.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(400);
	const accent = await page.evaluate(() =>
		getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()
	);
	expect(accent).not.toBe('#1f4a44');
	await expectAccessible(page);
});

for (const locale of languages)
	test(`L6 L7 ${locale}: the look's own page has no barrier, at 320 px too`, async ({
		page,
		inLanguage,
		signInStaff
	}) => {
		await signInStaff('manager');
		await inLanguage(locale);
		await page.setViewportSize({ width: 320, height: 700 });
		await page.goto('/admin/brand');
		await expectAccessible(page);
		const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wider).toBeLessThanOrEqual(0);
	});
