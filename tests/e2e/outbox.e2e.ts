import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { m } from '#lib/i18n/messages.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { backOnline, daysFrom, expect, expectAccessible, test } from './fixtures.ts';
import { kept } from './kept.ts';

test.use({ losesNetwork: true });

const today = () => new Date().toISOString().slice(0, 10);

// Its group may be folded away.
const twin = (page: Page) => page.locator('input[name="bed-type"][value="twin"]');

async function choose(page: Page): Promise<void> {
	const group = page.locator('details', { has: twin(page) });
	if (!(await twin(page).isVisible())) await group.locator('summary').click();
	await twin(page).check();
	await page.getByRole('button', { name: m.prefs_save() }).click();
}

async function expectKept(page: Page): Promise<void> {
	await expect(page.getByText(m.outbox_kept())).toBeVisible();
}

async function expectStored(db: Db, memberId: string, values: readonly string[]): Promise<void> {
	await expect(async () => {
		const rows = await db
			.selectFrom('preference_change')
			.select('value')
			.where('member_id', '=', memberId)
			.orderBy('id')
			.execute();
		expect(rows.map(({ value }) => value)).toEqual(values.map((one) => JSON.stringify(one)));
	}).toPass({ timeout: 10_000 });
}

test.afterEach(({ complaints }) => {
	// The browser notes that it was offline, and what the tests cut.
	complaints.splice(0);
});

test('T13: what is changed offline survives a reload, is listed, and is stored once', async ({
	page,
	context,
	db,
	signIn
}) => {
	const guest = await signIn();
	await page.goto('/preferences');
	await kept(page, '/preferences');
	await context.setOffline(true);
	await choose(page);
	await expectKept(page);
	await page.goto('/preferences');
	await expect(twin(page)).toBeChecked();
	await page.goto('/me');
	const list = page.locator('#waiting');
	await expect(list).toContainText('Kind of bed: Two single beds');
	await expectAccessible(page);
	await expectStored(db, guest.id, []);
	await backOnline(page);
	await expectStored(db, guest.id, ['twin']);
	await expect(list).toBeHidden();
});

test('T13: two tabs send what waits once', async ({ page, context, db, signIn }) => {
	const guest = await signIn();
	await page.goto('/preferences');
	await kept(page, '/preferences');
	const other = await context.newPage();
	await other.goto('/me');
	await context.setOffline(true);
	await choose(page);
	await expectKept(page);
	await backOnline(page);
	await expectStored(db, guest.id, ['twin']);
	await other.reload();
	await expect(other.locator('#waiting')).toHaveCount(0);
	await expectStored(db, guest.id, ['twin']);
});

test('T13: a reply that is lost after the commit is asked for again, by a browser that was killed', async ({
	page,
	db,
	signIn
}) => {
	const guest = await signIn();
	await page.goto('/preferences');
	await kept(page, '/preferences');
	await page.route('**/preferences', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		await route.fetch();
		await route.abort();
	});
	await choose(page);
	await expectKept(page);
	await expectStored(db, guest.id, ['twin']);
	await page.unrouteAll();
	await page.goto('about:blank');
	await page.goto('/me');
	await expect(page.locator('#waiting')).toBeVisible();
	await expect(page.locator('#waiting')).toHaveCount(0, { timeout: 10_000 });
	await expectStored(db, guest.id, ['twin']);
});

test('T13: what one member said is not sent from the session of another', async ({
	page,
	context,
	db,
	signIn
}) => {
	const first = await signIn();
	await page.goto('/preferences');
	await kept(page, '/preferences');
	await context.setOffline(true);
	await choose(page);
	await expectKept(page);
	const second = await signIn();
	const refused = page.waitForResponse((answer) => answer.status() === 409);
	await backOnline(page);
	await refused;
	await expectStored(db, first.id, []);
	await expectStored(db, second.id, []);
});

test('F2: a wish that another device changed later holds, and the guest may use theirs', async ({
	page,
	context,
	db,
	signIn
}) => {
	const guest = await signIn();
	await page.clock.install();
	await page.goto('/preferences');
	await kept(page, '/preferences');
	await context.setOffline(true);
	await choose(page);
	await expectKept(page);
	await page.clock.fastForward(60_000);
	const now = new Date().toISOString();
	const values = { 'bed-type': 'double' };
	await savePreferences(db, { id: newId(), memberId: guest.id, values }, now);
	await backOnline(page);
	await expectStored(db, guest.id, ['double', 'twin']);
	await page.goto('/me');
	const list = page.locator('#waiting');
	await expect(list).toContainText('Kind of bed: One large bed holds.');
	await list.getByRole('button', { name: m.outbox_use_mine() }).click();
	await expect(list).toHaveCount(0);
	await page.goto('/preferences');
	await expect(twin(page)).toBeChecked();
});

test('L2: “change it” opens the form of what was refused, filled in with its photo, and takes its place', async ({
	page,
	context,
	db,
	signIn
}) => {
	const guest = await signIn({ joinedAt: `${daysFrom(today(), -9)}T09:00:00.000Z` });
	await page.goto('/preferences');
	await kept(page, '/preferences');
	await kept(page, '/stays/claim');
	await context.setOffline(true);
	const warmth = page.getByLabel('Temperature on arrival');
	const group = page.locator('details', { has: warmth });
	if (!(await warmth.isVisible())) await group.locator('summary').click();
	await warmth.fill('99');
	await choose(page);
	await expectKept(page);
	await page.goto('/stays/claim');
	await page.getByLabel('Hotel').selectOption('CITY');
	await page.getByLabel('Arrival').fill(daysFrom(today(), -1));
	await page.getByLabel('Departure').fill(daysFrom(today(), -3));
	await page.getByLabel('Booking or bill number').fill('B-77');
	const grey = { create: { width: 60, height: 80, channels: 3, background: '#998' } } as const;
	const photo = { name: 'bill.jpg', mimeType: 'image/jpeg' };
	const buffer = await sharp(grey).jpeg().toBuffer();
	await page.getByLabel('Photo of the bill').setInputFiles({ ...photo, buffer });
	await page.getByRole('button', { name: m.claim_send() }).click();
	await expect(page.getByText(m.claim_kept())).toBeVisible();
	await backOnline(page);

	await page.goto('/me');
	const refused = (kind: string) => page.locator('#waiting li').filter({ hasText: kind });
	await refused(m.outbox_kind_preferences()).getByRole('link', { name: m.outbox_change() }).click();
	await expect(warmth).toHaveValue('99');
	await expect(twin(page)).toBeChecked();
	await warmth.fill('21');
	await page.getByRole('button', { name: m.prefs_save() }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Kind of bed' })).toBeVisible();

	await page.goto('/me');
	await expect(refused(m.outbox_kind_preferences())).toHaveCount(0);
	await refused(m.outbox_kind_claim()).getByRole('link', { name: m.outbox_change() }).click();
	await expect(page.getByLabel('Booking or bill number')).toHaveValue('B-77');
	await expect(page.getByAltText(m.claim_photo_preview())).toBeVisible();
	await page.getByLabel('Arrival').fill(daysFrom(today(), -4));
	await page.getByRole('button', { name: m.claim_send() }).click();
	await expect(page).toHaveURL(/\/stays\/claims\//);
	await expect(page.getByAltText(m.claim_photo_yours())).toHaveJSProperty('naturalWidth', 60);
	await page.goto('/me');
	await kept(page);
	await expect(page.locator('#waiting')).toHaveCount(0);
	const claims = db.selectFrom('stay_claim').select('reference').where('member_id', '=', guest.id);
	expect(await claims.execute()).toEqual([{ reference: 'B-77' }]);
	const said = db.selectFrom('preference_change').select('item_id');
	const rows = await said.where('member_id', '=', guest.id).orderBy('item_id').execute();
	expect(rows.map(({ item_id }) => item_id)).toEqual(['bed-type', 'temperature']);
});
