import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { takeVoucher } from '#lib/server/rewards/take-voucher.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { expect, test } from './fixtures.ts';
import { codePattern, dinner, keep, redeemHere, words } from './offered-dinner.ts';

/** The desk of the house of the tests takes a part. */
async function take(db: Db, code: string, amountMinor: number): Promise<void> {
	const now = new Date().toISOString();
	const staffId = newId();
	const email = `${staffId}@staff.example`;
	const clerk = {
		name: 'Clerk',
		role: 'desk',
		locale: 'en',
		password: 'a clerk’s long secret'
	} as const;
	const made = { ...clerk, id: staffId, email, propertyCodes: ['CITY'] };
	await createStaff(db, made, { kind: 'system', id: 'test' }, now);
	const house = (await listProperties(db)).find((one) => one.code === 'CITY');
	const taking = { id: newId(), staffId, code, propertyId: house?.id ?? '', amountMinor };
	await takeVoucher(db, taking, now);
}

test('E4: a voucher prints its code, dates, house and terms, and nothing to tap', async ({
	page,
	signIn,
	stay,
	db
}) => {
	const guest = await signIn();
	await stay(guest);
	const terms = { en: 'One table, one evening.' };
	const { rewardId } = await keep(db, { reward: { ...dinner, terms, properties: ['CITY'] } });
	await redeemHere(page, rewardId);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByText(codePattern)).toBeVisible();
	await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
	for (const text of ['Valid', 'Where', terms.en])
		await expect(page.getByText(text, { exact: true })).toBeVisible();
	for (const link of await page.locator('main a, main summary, main button, nav').all())
		await expect(link).toBeHidden();
});

test('E4 K2: the guest sees at once, without reloading, what the desk took and what is left', async ({
	page,
	signIn,
	stay,
	db
}) => {
	const guest = await signIn();
	await stay(guest);
	const { rewardId } = await keep(db, { reward: { ...dinner, inParts: true } });
	await redeemHere(page, rewardId);
	const code = (await page.getByText(codePattern).textContent()) ?? '';
	await take(db, code, 3_000);
	await expect(page.getByText('$50 of $80 left.')).toBeVisible({ timeout: 15_000 });
	await expect(page.getByRole('heading', { name: 'Used so far' })).toBeVisible();
	await take(db, code, 5_000);
	await page.evaluate(() => window.dispatchEvent(new Event('focus')));
	await expect(page.getByText('All of it is used.')).toBeVisible({ timeout: 15_000 });
	await expect(page.getByText(codePattern)).toHaveCount(0);
});

test('E3 T5: taken back twice, from an old page and after the back button, points come back once', async ({
	page,
	signIn,
	stay,
	db
}) => {
	const say = words('en');
	const guest = await signIn();
	await stay(guest);
	const { rewardId } = await keep(db);
	await redeemHere(page, rewardId);
	const other = await page.context().newPage();
	await other.goto(page.url());
	for (const tab of [page, other]) {
		await tab.getByText(say.cancel).click();
		await expect(tab.getByRole('button', { name: say.cancelButton })).toBeVisible();
	}
	await page.getByRole('button', { name: say.cancelButton }).click();
	await expect(page.getByText(say.cancelled)).toBeVisible();
	const late = other.getByRole('button', { name: say.cancelButton });
	if (await late.isVisible()) await late.click();
	await expect(other.getByText(say.cancelled)).toBeVisible();
	await page.goto('/rewards');
	await page.goBack();
	await expect(page.getByText(say.cancelled)).toBeVisible();
	await expect(page.getByRole('button', { name: say.cancelButton })).toHaveCount(0);
	await page.goto('/rewards');
	await expect(page.getByText(say.balance('7,225'))).toBeVisible();
});
