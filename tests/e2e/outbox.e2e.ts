import type { Page } from '@playwright/test';
import { m } from '#lib/i18n/messages.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { backOnline, expect, expectAccessible, test } from './fixtures.ts';
import { kept } from './kept.ts';

test.use({ losesNetwork: true });

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
