import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { makeVoucherCode, showVoucherCode } from '#lib/domain/rewards/voucher-code.ts';
import { browserFlags } from '../../scripts/lib/browser.mjs';
import { filmOf } from './fake-camera.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { offerAndBuy } from './furnished.ts';

// The browser is given its film when it starts, so what the voucher says is known before it is bought.
const code = makeVoucherCode((limit) => randomInt(limit));
const film = filmOf(`SW1:V:${code}`);

test.use({
	launchOptions: {
		executablePath: process.env['STAYWARD_BROWSER'] ?? '',
		args: [
			...browserFlags(),
			'--use-fake-device-for-media-stream',
			`--use-file-for-fake-video-capture=${film}`
		]
	}
});

test.afterAll(() => rmSync(path.dirname(film), { recursive: true }));

test('K1: a voucher that is held up to the camera is found, and the camera is off again', async ({
	page,
	context,
	signIn,
	stay,
	signInStaff,
	db
}) => {
	const guest = await signIn();
	await stay(guest);
	const { voucherId } = await offerAndBuy(db, guest);
	await db.updateTable('voucher').set({ code }).where('redemption_id', '=', voucherId).execute();
	await context.grantPermissions(['camera']);
	await signInStaff('desk');
	await page.goto('/desk');
	await page.getByRole('button', { name: 'Scan', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Supper for two' })).toBeVisible();
	await expect(page.getByText(showVoucherCode(code))).toBeVisible();
	await expect(page.locator('video')).toHaveCount(0);
});

test('K1: where the camera is not allowed the page says so, and typing goes on', async ({
	page,
	signInStaff
}) => {
	await signInStaff('desk');
	await page.goto('/desk');
	await page.getByRole('button', { name: 'Scan', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('may not use the camera');
	await expectAccessible(page);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('alert')).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Scan', exact: true })).toBeFocused();
});
