import type { Page } from '@playwright/test';
import { m } from '#lib/i18n/messages.ts';
import { readContent } from '#lib/server/programme/draft.ts';
import { findOpenDraft } from '#lib/server/programme/draft-queries.ts';
import { saveDraftDocument } from '#lib/server/programme/save-draft.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { expectTexts, stored } from './stored-scripts.ts';

const points = (page: Page) => page.locator('[id="earning.studio.points"]');
const saveButton = (page: Page) => page.getByRole('button', { name: 'Save the draft' });

/** What was typed is safe to go on with when the page says that it is saved. */
async function save(page: Page) {
	await saveButton(page).click();
	await expect(page.getByRole('status').filter({ hasText: 'The draft is saved.' })).toBeVisible();
}

// There is one draft and one programme in the house: these follow one another.
test.describe.configure({ mode: 'serial' });

async function begin(page: Page) {
	await page.goto('/admin/programme');
	const open = page.getByRole('link', { name: 'Go on with the draft' });
	if (await open.isVisible()) await open.click();
	else await page.getByRole('button', { name: 'Prepare a change' }).click();
	await expect(page).toHaveURL('/admin/programme/draft');
}

async function discard(page: Page) {
	await page.getByText('Discard this draft').click();
	await page.getByRole('button', { name: 'Yes, discard it' }).click();
	await expect(page).toHaveURL(/\/admin\/programme\?done=discarded/);
}

for (const javaScript of [true, false]) {
	test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled: javaScript });

		test('J1 D7: a rate of −1 and a day that is past are refused beside their fields', async ({
			page,
			signInStaff
		}) => {
			await signInStaff('manager');
			await begin(page);
			await points(page).fill('-1');
			await page.locator('[id="tiers.gold.bonus"]').fill('30');
			await saveButton(page).click();
			await expect(page.getByRole('alert')).toContainText('studio: Points');
			await expect(points(page)).toHaveAccessibleDescription(/number of 0 or more/);
			await expect(points(page)).toHaveValue('-1');
			await expect(page.locator('[id="tiers.gold.bonus"]')).toHaveValue('30');

			await points(page).fill('6');
			await page.getByRole('button', { name: 'Publish this version' }).click();
			await expect(page.getByRole('alert')).toContainText('not saved yet');
			await expect(points(page)).toHaveValue('6');
			await save(page);
			const difference = page.getByRole('region', { name: /^Difference/ });
			await expect(difference).toContainText('Gold: 30% more points instead of 25%.');
			await expect(difference).toContainText('6 points per');

			await page.getByLabel('Takes effect on').fill('2020-01-01');
			await page.getByRole('button', { name: 'Publish this version' }).click();
			await expect(page.getByRole('alert')).toContainText(
				/The day is past|Please choose a later day/
			);
			await expect(page.getByLabel('Takes effect on')).toHaveValue('2020-01-01');
			await discard(page);
		});
	});
}

test('J1: of two managers the second is told what the first changed', async ({
	page,
	browser,
	signInStaff,
	baseURL
}) => {
	await signInStaff('manager');
	await begin(page);
	await page.locator('[id="earning.residence.points"]').fill('7');
	const other = await browser.newContext({
		storageState: await page.context().storageState(),
		baseURL: baseURL ?? ''
	});
	const second = await other.newPage();
	await second.goto('/admin/programme/draft');
	await points(second).fill('6');
	await save(second);
	await other.close();

	await saveButton(page).click();
	await expect(page.getByRole('alert')).toContainText('saved this draft while you were editing');
	await expect(page.getByRole('alert')).toContainText('“studio”');
	await expect(page.locator('[id="earning.residence.points"]')).toHaveValue('7');
	await expect(points(page)).toHaveValue('6');
	await save(page);
	await expect(page.getByRole('region', { name: /^Difference/ })).toContainText('“residence”');
	await discard(page);
});

test('T17 L6: fifty stored scripts in the names of a draft run nowhere, and its pages have no barrier', async ({
	page,
	signInStaff,
	db
}) => {
	await signInStaff('manager');
	await begin(page);
	for (const address of ['/admin/programme/draft', '/admin/programme/draft/document']) {
		await page.goto(address);
		await expectAccessible(page);
	}
	const draft = await findOpenDraft(db);
	if (!draft) throw new Error('the draft is not there');
	const { document, examples } = readContent(draft);
	const say = (kind: string) => `${kind} ${stored.join(' ')}`;
	const [floor, ...tiers] = document.tiers;
	const service = { id: 'scripted', name: { en: say('service') }, byTier: {} };
	const content = {
		document: {
			...document,
			pointsName: { en: { other: say('points') } },
			tiers: [{ ...floor, name: { en: say('tier') } }, ...tiers] as const,
			services: [...(document.services ?? []), service]
		},
		examples
	};
	const shown = { draftId: draft.id, revision: draft.revision };
	const actor = { kind: 'system', id: 'test' } as const;
	await saveDraftDocument(db, shown, content, actor, new Date().toISOString());
	await page.goto('/admin/programme/draft');
	await expectTexts(page, ['points', 'tier'].map(say));
	await page.goto('/admin/programme/draft/document');
	await expectTexts(page, [JSON.stringify(say('service'))]);
	await page.goto('/admin/audit?act=programme-draft-saved');
	await page.goto('/admin/programme/draft');
	await discard(page);
});

test('F3: who is promised what: a service is added, at one house it is other, and the draft says both', async ({
	page,
	signInStaff
}) => {
	await signInStaff('manager');
	await page.goto('/admin/services');
	const added = page.locator('#new-en');
	await added.fill('Welcome tea');
	await page.locator('#new-zh-CN').fill('迎宾茶');
	const button = page.getByRole('button', { name: m.services_save() });
	const keep = async () => {
		const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
		await button.click();
		await answered;
		await expect(button).not.toHaveAttribute('aria-disabled');
		await expect(page.getByRole('status').filter({ hasText: m.services_saved() })).toBeVisible();
	};
	await keep();
	await expect(added).toHaveValue('');
	const gold = page.getByLabel('Welcome tea, Gold');
	await gold.selectOption('on-request');
	await keep();
	await expect(gold).toHaveValue('on-request');
	await page.getByRole('link', { name: 'Aurora City' }).click();
	await expect(page).toHaveURL(/property=CITY/);
	const how = m.services_on_request();
	await expect(gold.locator('option').first()).toHaveText(m.services_as_everywhere({ how }));
	await gold.selectOption('offered');
	await keep();
	await expect(gold).toHaveValue('offered');
	// Read anew, not what the page still had.
	await page.reload();
	await expect(gold).toHaveValue('offered');
	await page.getByRole('link', { name: m.services_everywhere(), exact: true }).click();
	await expect(gold).toHaveValue('on-request');
	await expect(page.getByRole('row').filter({ hasText: 'Welcome tea' })).toContainText('CITY');
	await expectAccessible(page);
	await page.getByRole('link', { name: m.services_publish() }).click();
	const difference = page.getByRole('region', { name: /^Difference/ });
	await expect(difference).toContainText('Welcome tea');
	await discard(page);
});

test('J1 D1: a manager changes a rate, reads the difference and publishes it with a date', async ({
	page,
	signInStaff
}) => {
	await signInStaff('manager');
	await begin(page);
	await points(page).fill('6');
	await save(page);
	await expect(page.getByRole('region', { name: /^Difference/ })).toContainText('“studio”');
	await expect(page.getByText('Stays that depart from')).toBeVisible();
	await page.getByRole('button', { name: 'Publish this version' }).click();
	await expect(page).toHaveURL('/admin/programme?done=published');
	await expect(page.getByRole('status').first()).toContainText('is published');
	await expect(page.getByText('upcoming').first()).toBeVisible();
	await page
		.getByRole('link', { name: /^Version \d+$/ })
		.first()
		.click();
	await expect(page.getByText('6 points per').first()).toBeVisible();
});
