import { startSession } from '#lib/server/auth/sessions.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { newId } from '#lib/server/ids.ts';
import { mailedLink, expect, expectAccessible, test } from './fixtures.ts';

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('J5 J4: a manager finds a member, adjusts points once, and the audit log shows it', async ({
			page,
			context,
			baseURL,
			signIn,
			signInStaff
		}) => {
			const familyName = `Quill${newId().slice(-6)}`;
			const guest = await signIn({ familyName });
			await signInStaff('manager');
			await page.goto('/admin');
			await expect(page).toHaveURL(/\/admin\/members$/);
			await page.getByRole('searchbox').fill(familyName.toUpperCase());
			await page.getByRole('button', { name: 'Find' }).click();
			await page.getByRole('link', { name: `Ada ${familyName}` }).click();
			await expect(page.getByRole('heading', { level: 1 })).toContainText(familyName);

			await page.getByText('Adjust points').click();
			const form = page.locator('form[action="?/adjust"]');
			await form.getByLabel('Points').fill('-1');
			await form.getByLabel('Reason').fill('A slip');
			await form.getByRole('button', { name: 'Adjust' }).click();
			await expect(page.getByRole('alert')).toContainText('more than that cannot be taken');

			// The same form, sent twice.
			const id = await form.locator('input[name=id]').inputValue();
			const sent = { id, points: '500', why: 'The spa bill was missing' };
			const headers = { origin: baseURL ?? '' };
			const target = `${page.url().replace(/\?.*$/, '')}?/adjust`;
			await Promise.all([1, 2].map(() => context.request.post(target, { form: sent, headers })));
			await page.goto(target.replace(/\?.*$/, ''));
			await expect(page.getByText('+500')).toHaveCount(1);

			await page.goto('/admin/audit?act=points-adjusted');
			const row = page.getByRole('row').filter({ hasText: guest.number });
			await expect(row).toHaveCount(1);
			await expect(row).toContainText('The spa bill was missing');
		});

		test('J6: two managers edit the same hotel; the second is told what changed', async ({
			page,
			context,
			signInStaff
		}) => {
			await signInStaff('manager');
			const code = newId().slice(-8).toUpperCase();
			await page.goto('/admin/properties/new');
			await page.getByLabel('Name, English').fill(`House ${code}`);
			await page.getByLabel('Code', { exact: true }).fill(code);
			await page.getByLabel('Currency').fill('usd');
			await page.getByLabel('Time zone').selectOption('Europe/Lisbon');
			await page.getByRole('button', { name: 'Add hotel' }).click();
			await expect(page.getByRole('status')).toContainText('Saved');

			const other = await context.newPage();
			await other.goto(page.url());
			await page.getByLabel('Name, English').fill(`House of ${code}`);
			await page.getByRole('button', { name: 'Save' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(`House of ${code}`);

			await other.getByLabel('Time zone').selectOption('Asia/Shanghai');
			await other.getByRole('button', { name: 'Save' }).click();
			await expect(other.getByRole('alert')).toContainText('Clerk changed: Name, English');
			await expect(other.getByLabel('Time zone')).toHaveValue('Asia/Shanghai');
			await expect(other.getByText(`Now: House of ${code}`)).toBeVisible();
			await other.getByRole('button', { name: 'Save' }).click();
			await expect(other.getByRole('status')).toContainText('Saved');
		});

		test('A5: an owner adds a colleague, who sets the password from the mail', async ({
			page,
			db,
			context,
			baseURL
		}) => {
			const id = newId();
			const owner = { id, name: 'Olga', email: `${id}@staff.example`, role: 'owner' as const };
			await createStaff(
				db,
				{ ...owner, locale: 'en', password: 'an owner’s long secret', propertyCodes: [] },
				{ kind: 'system', id: 'test' },
				new Date().toISOString()
			);
			const { token } = await startSession(db, 'staff', id, 'Chrome/140 Windows');
			await context.addCookies([{ name: 'stayward-staff', value: token, url: baseURL ?? '' }]);
			const email = `nora-${id}@staff.example`;
			await page.goto('/admin/staff');
			await page.getByRole('link', { name: 'New colleague' }).click();
			await page.getByLabel('Name').fill('Nora');
			await page.getByLabel('E-mail address').fill(email);
			await page.getByRole('button', { name: 'Add and send the link' }).click();
			await expect(page.getByRole('status')).toContainText(email);

			const link = await mailedLink(email);
			await page.goto('/admin/mail');
			expect(await page.content()).not.toContain(link.split('/').at(-1));
			await context.clearCookies();
			await page.goto(link);
			await page.getByLabel('New password').fill('a desk’s own long secret');
			await page.getByRole('button', { name: 'Set password' }).click();
			await expect(page).toHaveURL(/\/desk$/);
			await page.goto(link);
			await expect(page.getByText('has expired or was used')).toBeVisible();
		});
	});
}

test('L6: the pages of members, hotels, staff, mail and audit have no barrier', async ({
	page,
	signInStaff
}) => {
	test.slow();
	await signInStaff('manager');
	for (const place of ['members', 'properties', 'properties/new', 'staff', 'mail', 'audit']) {
		await page.goto(`/admin/${place}`);
		await expectAccessible(page);
	}
});
