import type { Page } from '@playwright/test';
import { addDays } from '#lib/domain/calendar.ts';
import { m } from '#lib/i18n/messages.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { wish } from './furnished.ts';
import { askAbout } from '../integration/survey-people.ts';

const today = () => new Date().toISOString().slice(0, 10);
const coming = () => ({
	...{ status: 'booked', folio: [] },
	...{ arrival: today(), departure: addDays(today(), 2) }
});

async function atDesk(page: Page, name: string) {
	await page.goto('/desk/arrivals');
	return page.getByRole('listitem').filter({ hasText: name });
}

test('F4: what the desk ticks the guest sees at the stay, the survey asks for it, and the manager sees the rate', async ({
	page,
	db,
	signIn,
	signInStaff,
	stay
}) => {
	const guest = await signIn({ familyName: 'Wishwell' });
	const stayId = await stay(guest, coming() as Parameters<typeof stay>[1]);
	await wish(db, guest.id, { floor: 'high', pillow: ['firm'] });
	await signInStaff('desk');
	const row = await atDesk(page, 'Wishwell');
	await row.getByRole('button', { name: /^Honoured.*Floor/ }).click();
	await expect(row.getByText('Honoured', { exact: true })).toBeVisible();
	await row.locator('summary', { hasText: 'Pillow' }).click();
	await row.getByLabel(m.desk_tick_reason()).first().selectOption('not-free');
	await row.getByLabel(m.desk_tick_why()).fill('Housekeeping has none');
	await row.getByRole('button', { name: /^Save: not possible.*Pillow/ }).click();
	await expect(row.getByText('Housekeeping has none')).toBeVisible();
	await expectAccessible(page);

	await page.goto(`/stays/${stayId}`);
	const seen = page.locator('main');
	await expect(seen).toContainText(m.prefs_tick_honoured());
	const reason = m.desk_reason_not_free();
	await expect(seen).toContainText(m.prefs_tick_not_because({ reason }));
	// What colleagues tell each other is not in what the page was made of either.
	expect(await (await page.request.get(`/stays/${stayId}`)).text()).not.toContain('Housekeeping');
	expect(await (await page.request.get(`/stays/${stayId}/__data.json`)).text()).not.toContain(
		'Housekeeping'
	);

	const survey = await askAbout(db, guest.id, stayId, new Date().toISOString());
	await page.goto(`/surveys/${survey.id}?step=6`);
	const floor = page.getByRole('group', { name: /^Floor/ });
	await floor.getByText(m.survey_wish_no(), { exact: true }).click();
	await expect(page.getByText(m.survey_saved())).toBeVisible();
	await page.getByRole('button', { name: m.survey_continue() }).click();
	await page.getByRole('button', { name: m.survey_send() }).click();
	await expect(page.getByRole('button', { name: m.survey_send() })).toHaveCount(0);

	await signInStaff('manager');
	await page.goto('/admin/preferences/honoured?property=CITY');
	const rates = page.getByRole('row').filter({ hasText: 'Floor' });
	await expect(rates).toContainText(m.honoured_count({ met: '1', of: '1' }));
	await expect(rates).toContainText(m.honoured_count({ met: '0', of: '1' }));
	await expect(page.getByRole('row').filter({ hasText: 'Pillow' })).toContainText('0%');
});

test('F5: what concerns health is kept only with its own consent, the desk sees it first, and taken back it is gone everywhere', async ({
	page,
	db,
	signIn,
	signInStaff,
	stay
}) => {
	const guest = await signIn({ familyName: 'Sneezeby' });
	await stay(guest, coming() as Parameters<typeof stay>[1]);
	await signInStaff('desk');
	const nuts = page.locator('input[name="allergies"][value="nuts"]');
	const group = page.locator('details', { has: nuts });
	const open = async () => {
		await page.goto('/preferences');
		await group.locator('summary').first().click();
	};
	const kept = async () => {
		const rows = db.selectFrom('health_wish').select('item_id').where('member_id', '=', guest.id);
		return (await rows.execute()).map(({ item_id }) => item_id);
	};
	const save = () => page.getByRole('button', { name: m.prefs_save() }).click();
	await open();
	await nuts.check();
	await save();
	await expect(page.getByText(m.prefs_health_needed())).toBeVisible();
	await expect(nuts).toBeChecked();
	expect(await kept()).toEqual([]);
	await expectAccessible(page);
	await page.getByLabel(m.prefs_health_agree()).check();
	await save();
	await expect(page.getByRole('status').filter({ hasText: 'Allergies' })).toBeVisible();
	expect(await kept()).toEqual(['allergies']);

	const row = await atDesk(page, 'Sneezeby');
	await expect(row.getByRole('heading', { name: m.desk_health() })).toBeVisible();
	await expect(row).toContainText('Nuts');

	await open();
	await page.getByRole('link', { name: m.prefs_health_withdraw() }).click();
	await page.getByRole('button', { name: m.prefs_health_erase() }).click();
	await expect(page.getByText(m.prefs_health_erased())).toBeVisible();
	expect(await kept()).toEqual([]);
	await page.goto('/preferences/history');
	await expect(page.locator('main')).not.toContainText('Nuts');
	const after = await atDesk(page, 'Sneezeby');
	await expect(after).toBeVisible();
	await expect(after).not.toContainText('Nuts');
});
