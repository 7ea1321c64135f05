import type { Page } from '@playwright/test';
import { cardPayload, stepAt } from '#lib/domain/cards/rotating-code.ts';
import { drawQr } from '#lib/domain/views/qr.ts';
import { codeAt } from '#lib/server/cards/check-code.ts';
import type { Db } from '#lib/server/db/database.ts';
import { backOnline, expect, expectAccessible, test, type Guest } from './fixtures.ts';

test.use({ losesNetwork: true });

const inWords = (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`;
const qr = (page: Page) => page.getByRole('img', { name: 'QR code of your card' }).locator('path');

/** What the phone that opened the card shows at a moment. */
async function codesOf(db: Db, { id, number }: Guest): Promise<(ms: number) => string> {
	const keys = db.selectFrom('card_key').select('secret').where('member_id', '=', id);
	const { secret } = await keys.executeTakeFirstOrThrow();
	return (ms) => codeAt(secret, number, stepAt(new Date(ms).toISOString()));
}

async function lookUp(page: Page, typed: string): Promise<void> {
	await page.getByLabel('Card or voucher').fill(typed);
	await page.getByRole('button', { name: 'Look up' }).click();
}

test('B2 K5: the code is new every half minute, also without a network, and the desk takes it once', async ({
	page,
	context,
	db,
	signIn,
	signInStaff
}) => {
	const guest = await signIn();
	const start = Date.now();
	await page.clock.setFixedTime(start);
	await page.goto('/card');
	const codeOf = await codesOf(db, guest);
	await expect(page.getByText(inWords(codeOf(start)))).toBeVisible();

	await context.setOffline(true);
	for (const later of [60 * 60_000, 30_000]) {
		await page.clock.setFixedTime(start + later);
		const code = codeOf(start + later);
		await expect(page.getByText(inWords(code))).toBeVisible();
		const drawn = drawQr(cardPayload(guest.number, code));
		await expect(qr(page)).toHaveAttribute('d', drawn.path);
	}
	await backOnline(page);

	await signInStaff('desk');
	await page.goto('/desk');
	const typed = `${guest.number} ${inWords(codeOf(start + 30_000))}`;
	await lookUp(page, typed);
	await expect(page.getByRole('heading', { name: 'Ada Lindqvist' })).toBeVisible();
	await expect(page.getByText('Checked with the phone just now')).toBeVisible();
	await lookUp(page, typed);
	await expect(page.getByRole('alert')).toContainText('This code was taken here at');
	await lookUp(page, guest.number);
	await expect(page.getByText('By number only')).toBeVisible();
	await expect(page.getByText('you see this screen until')).toBeVisible();
});

test('B2: the card turns to its number alone, by finger and by keys', async ({ page, signIn }) => {
	const { number } = await signIn();
	await page.goto('/card');
	const alone = page.getByRole('img', { name: `QR code of your member number ${number}` });
	await expect(qr(page)).toBeVisible();
	await expect(alone).toBeHidden();
	await page.getByText('Number only').click();
	await expect(alone).toBeVisible();
	await expect(qr(page)).toBeHidden();
	await expectAccessible(page);
	await page.keyboard.press('ArrowLeft');
	await expect(qr(page)).toBeVisible();
	await expect(alone).toBeHidden();
});

for (const javaScriptEnabled of [false, true]) {
	test.describe(javaScriptEnabled ? 'on plain http' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test(`B2: the server shows the code of now, until when it is good, and a new one (${javaScriptEnabled})`, async ({
			page,
			db,
			signIn,
			signInStaff
		}) => {
			const guest = await signIn();
			// What a browser keeps from pages that came without encryption.
			await page.addInitScript(() =>
				Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })
			);
			await page.goto('/card');
			await expect(page.getByText(/Good until \d\d:\d\d\./)).toBeVisible();
			const asked = Date.now();
			await page.getByRole('link', { name: 'Renew' }).click();
			await expect(page.getByText(/Good until \d\d:\d\d\./)).toBeVisible();
			const codeOf = await codesOf(db, guest);
			const shown = (await page.locator('.digits').innerText()).replaceAll(/\D/g, '');
			const since = Array.from({ length: 5 }, (_, steps) => codeOf(asked + (steps - 1) * 30_000));
			expect(since).toContain(shown);

			await signInStaff('desk');
			await page.goto('/desk');
			await lookUp(page, `SW1:C:${guest.number}:${shown}`);
			await expect(page.getByText('Checked with the phone just now')).toBeVisible();
		});
	});
}
