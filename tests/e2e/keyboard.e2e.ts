import type { Locator, Page } from '@playwright/test';
import { m } from '#lib/i18n/messages.ts';
import { expect, test } from './fixtures.ts';
import { keep, words } from './offered-dinner.ts';
import { askAbout } from '../integration/survey-people.ts';

const stops_max = 90;
const password = 'chosen behind the link';

test('L6: by keys alone: sign in, why these points, a wish, a reward, a survey, and out again', async ({
	page,
	context,
	db,
	signIn,
	stay
}) => {
	test.slow();
	const say = words('en');
	const guest = await signIn();
	const stayId = await stay(guest);
	const { rewardId } = await keep(db);
	const { id: surveyId } = await askAbout(db, guest.id, stayId, new Date().toISOString());
	await context.clearCookies();
	const walk = walker(page);

	await page.goto('/sign-in');
	await walk.to(page.getByLabel(m.field_email()));
	await page.keyboard.type(guest.email);
	await walk.to(page.getByLabel(m.field_password(), { exact: true }));
	await page.keyboard.type(`not ${password}`);
	await page.keyboard.press('Enter');
	// What went wrong has the focus, and what was typed is still there.
	await expect(page.getByRole('alert')).toBeFocused();
	await walk.to(page.getByLabel(m.field_password(), { exact: true }));
	await page.keyboard.type(password);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/home$/);

	// The first stop of a page leads past what every page has.
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: m.skip_to_content() })).toBeFocused();
	await page.keyboard.press('Enter');
	await walk.open(page.locator('main a[href^="/points/0"]').first());
	await expect(page.getByRole('heading', { level: 1, name: m.why_title() })).toBeVisible();
	// A page that came by a link begins at its beginning.
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: m.skip_to_content() })).toBeFocused();

	await page.goto('/preferences');
	const group = page.locator('details', { has: page.locator('[name=bed-type]') });
	if ((await group.getAttribute('open')) === null) await walk.open(group.locator('summary'));
	await walk.to(page.locator('[name=bed-type]:checked'));
	await page.keyboard.press('ArrowDown');
	const chosen = await page.locator('[name=bed-type]:checked').inputValue();
	await walk.open(page.getByRole('button', { name: m.prefs_save() }));
	await expect(async () => {
		const changes = db.selectFrom('preference_change').select('value');
		const rows = await changes.where('member_id', '=', guest.id).execute();
		expect(rows).toEqual([{ value: JSON.stringify(chosen) }]);
	}).toPass();

	await page.goto('/rewards');
	await walk.open(page.locator(`a[href^="/rewards/${rewardId}"]`));
	await walk.open(page.getByRole('button', { name: say.redeem('4,000') }));
	await expect(page).toHaveURL(/\/rewards\/vouchers\//);

	await page.goto(`/surveys/${surveyId}`);
	const onwards = page.getByRole('button', {
		name: new RegExp(`^(${m.survey_continue()}|${m.survey_send()})$`)
	});
	// Of every part of it the first question is answered.
	for (let part = 0; part < 12 && (await onwards.count()) > 0; part++) {
		const first = page.locator('main input[type=radio]').first();
		if ((await first.count()) > 0) {
			await walk.to(first);
			await page.keyboard.press('Space');
		}
		const before = page.url();
		await walk.open(onwards.first());
		await expect(page).not.toHaveURL(before);
	}
	await expect(async () => {
		const sent = db.selectFrom('survey_response').select('status').where('id', '=', surveyId);
		expect(await sent.execute()).toEqual([{ status: 'submitted' }]);
	}).toPass();

	await page.goto('/me');
	await walk.open(page.getByRole('button', { name: m.sign_out(), exact: true }).last());
	await expect(page).toHaveURL('/');
});

/** Goes by Tab until something has the focus; on the way every stop must be seen. */
function walker(page: Page) {
	async function to(goal: Locator): Promise<void> {
		await goal.waitFor();
		for (let stop = 0; stop < stops_max; stop++) {
			await page.keyboard.press('Tab');
			expect(await hiddenStop(page), 'a stop that is not seen').toBeUndefined();
			if (await goal.evaluate((element) => element === document.activeElement)) return;
		}
		throw new Error(`no Tab leads to ${goal.toString()}`);
	}
	async function open(goal: Locator): Promise<void> {
		await to(goal);
		await page.keyboard.press('Enter');
	}
	return { to, open };
}

/** What has the focus without an outline, or lies under something else; nothing when it is well. */
function hiddenStop(page: Page): Promise<string | undefined> {
	return page.evaluate(() => {
		const focused = document.activeElement;
		if (!focused || focused === document.body) return undefined;
		// A hidden choice shows its focus on its label.
		const label = (focused as HTMLInputElement).labels?.[0];
		const isHidden = focused.getBoundingClientRect().width <= 1;
		const shown = isHidden && label ? label : focused;
		const outlined = [shown, ...shown.querySelectorAll('*')].some((one) => {
			const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
			return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
		});
		const { left, top, width, height } = shown.getBoundingClientRect();
		const middle = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
		const isOnTop = middle !== null && (shown.contains(middle) || middle.contains(shown));
		return outlined && isOnTop ? undefined : shown.outerHTML.slice(0, 200);
	});
}
