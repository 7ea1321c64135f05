import type { Page } from '@playwright/test';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { setPin } from '#lib/server/staff/set-pin.ts';
import { daysFrom, expect, expectAccessible, mailedLink, newSession, test } from './fixtures.ts';

const today = new Date().toISOString().slice(0, 10);
const password = 'a clerk’s long secret';
const arriving = { arrival: today, departure: daysFrom(today, 2), folio: [] } as const;

async function fillEnrol(page: Page, familyName: string, email: string): Promise<void> {
	await page.getByLabel('Given name').fill('Greta');
	await page.getByLabel('Family name').fill(familyName);
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('The guest has agreed').check();
	await page.getByRole('button', { name: 'Enrol', exact: true }).click();
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test(`K3 K6: a walk-in is enrolled by four fields, after a warning of a likely double (${javaScriptEnabled})`, async ({
			page,
			signIn,
			signInStaff,
			stay
		}) => {
			const familyName = `Solberg${letters()}`;
			const guest = await signIn({ givenName: 'Greta', familyName });
			await stay(guest, { ...arriving, status: 'in_house' });
			await signInStaff('desk');
			await page.goto('/desk/enrol');
			const fields = page
				.locator('main')
				.locator('input:visible, select:visible, textarea:visible');
			expect(await fields.count()).toBeLessThanOrEqual(4);
			if (javaScriptEnabled) await expectAccessible(page);

			await fillEnrol(page, familyName, guest.email);
			await expect(page.getByText('There is a member with this address')).toBeVisible();
			await expect(page.getByRole('button', { name: /all the same/ })).toHaveCount(0);
			const email = `${newId()}@walk-in.example`;
			await fillEnrol(page, familyName.toUpperCase(), email);
			await expect(page.getByText(`Greta ${familyName}`)).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await expect(page.getByLabel('E-mail')).toHaveValue(email);
			await page.getByRole('button', { name: /all the same/ }).click();
			await expect(page.getByRole('heading', { name: /is a member$/ })).toBeVisible();
			await expect(page.getByRole('status')).toContainText(/\d{10}/);
			if (javaScriptEnabled) await expectAccessible(page);
			expect(await mailedLink(email)).toContain('/verify/');
		});
	});
}

test('K4 K6: who arrives is on one printed list, and a guest without a phone is found by name and room', async ({
	page,
	signIn,
	signInStaff,
	stay
}) => {
	const familyName = `Vik${letters()}`;
	const guest = await signIn({ familyName });
	await stay(guest, { ...arriving, status: 'booked', roomType: 'Suite', roomNumber: '0412' });
	await signInStaff('desk');
	await page.goto('/desk/arrivals');
	const row = page.getByRole('listitem').filter({ hasText: `Ada ${familyName}` });
	await expect(row).toContainText('Room 0412 · Suite · 2 adults');
	await expectAccessible(page);
	await page.emulateMedia({ media: 'print' });
	await expect(row).toBeVisible();
	for (const gone of ['navigation', 'button'] as const)
		await expect(page.getByRole(gone).filter({ visible: true })).toHaveCount(0);
	await page.emulateMedia({ media: 'screen' });

	await page.getByRole('link', { name: 'By name' }).click();
	await page.getByLabel('Name', { exact: true }).fill('v');
	await page.getByRole('button', { name: 'Find' }).click();
	await expect(page.getByText('Type at least two letters').first()).toBeVisible();
	await page.getByLabel('Name', { exact: true }).fill(familyName.slice(0, 6));
	await page.getByLabel('Room, if known').fill('412');
	await page.getByRole('button', { name: 'Find' }).click();
	await expectAccessible(page);
	await page.getByRole('button', { name: `Ada ${familyName}` }).click();
	await expect(page.getByRole('heading', { name: `Ada ${familyName}` })).toBeVisible();
});

test('K6: the desk locks itself; what was typed is there again after the PIN', async ({
	page,
	context,
	db
}) => {
	await page.clock.install();
	await newSession(db, context, 'desk');
	await page.goto('/desk/pin');
	await expectAccessible(page);
	await page.getByLabel('Password').fill(password);
	await page.getByLabel('New PIN').fill('123456');
	await page.getByRole('button', { name: 'Save PIN' }).click();
	await expect(page.getByText('too easy to guess')).toBeVisible();
	await page.getByLabel('Password').fill(password);
	await page.getByLabel('New PIN').fill('482917');
	await page.getByRole('button', { name: 'Save PIN' }).click();
	await expect(page.getByText('Your PIN is set.')).toBeVisible();

	await page.goto('/desk/enrol');
	await page.getByLabel('Given name').fill('Half typ');
	// The page counts from when its scripts came.
	await expect(async () => {
		await page.clock.fastForward('05:02');
		const locked = page.getByRole('heading', { name: 'The desk is locked' });
		await expect(locked).toBeVisible({ timeout: 1_500 });
	}).toPass();
	await expect(page.getByLabel('Given name')).toBeHidden();
	await expectAccessible(page);
	const elsewhere = await context.newPage();
	await elsewhere.goto('/desk/arrivals');
	await expect(elsewhere).toHaveURL(/\/desk\/lock\?next=%2Fdesk%2Farrivals$/);
	await elsewhere.close();

	await page.getByLabel('PIN').fill('482918');
	await page.getByRole('button', { name: 'Open the desk' }).click();
	await expect(page.getByText('That PIN is not right.')).toBeVisible();
	await page.getByLabel('PIN').fill('482917');
	await page.getByRole('button', { name: 'Open the desk' }).click();
	await expect(page.getByLabel('Given name')).toHaveValue('Half typ');
});

test('K6 T18: another clerk takes over by PIN, and nothing of the one before is left', async ({
	page,
	context,
	db,
	signIn,
	stay
}) => {
	const familyName = `Ask${letters()}`;
	const guest = await signIn({ familyName });
	await stay(guest, { ...arriving, status: 'in_house' });
	const other = await colleague(db);
	await newSession(db, context, 'desk');
	const cookie = async () =>
		(await context.cookies()).find(({ name }) => name === 'stayward-staff')?.value;
	const before = await cookie();
	await page.goto('/desk');
	await page.getByLabel('Card or voucher').fill(guest.number);
	await page.getByRole('button', { name: 'Look up' }).click();
	await expect(page.getByRole('heading', { name: `Ada ${familyName}` })).toBeVisible();

	await page.getByRole('button', { name: 'Lock', exact: true }).click();
	await expect(page).toHaveURL(/\/desk\/lock$/);
	await expectAccessible(page);
	await page.goto('/desk');
	await expect(page).toHaveURL(/\/desk\/lock/);
	await page.getByLabel(other.name).check();
	await page.getByLabel('PIN or password').fill(other.pin);
	await page.getByRole('button', { name: 'Open the desk' }).click();
	await expect(page.getByRole('heading', { name: 'Front desk' })).toBeVisible();
	expect(await cookie()).not.toBe(before);
	// Where the page leads on by itself before it was there, the step back is said to be aborted.
	for (const _ of [1, 2]) await page.goBack().catch(() => page.waitForLoadState());
	expect(await page.content()).not.toContain(familyName);
	const kept = await page.evaluate(async () => [
		await caches.keys(),
		Object.keys(localStorage),
		Object.keys(sessionStorage).filter((key) => !key.startsWith('sveltekit:'))
	]);
	expect(JSON.stringify(kept)).not.toContain(familyName);
});

/** Six that nobody else has: names have no digits. */
function letters(): string {
	return newId()
		.slice(-6)
		.replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));
}

/** Another clerk of the house of the tests, with a PIN. */
async function colleague(db: Db) {
	const id = newId();
	const name = `Colleague ${id.slice(-6)}`;
	const now = new Date().toISOString();
	await createStaff(
		db,
		{
			id,
			name,
			email: `${id}@staff.example`,
			role: 'desk',
			locale: 'en',
			password,
			propertyCodes: ['CITY']
		},
		{ kind: 'system', id: 'test' },
		now
	);
	await setPin(db, { staffId: id, password, pin: '90217' }, now);
	return { name, pin: '90217' };
}
