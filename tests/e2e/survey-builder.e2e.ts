import type { Locator, Page } from '@playwright/test';
import { startSurveyDraft } from '#lib/server/surveys/start-draft.ts';
import { expect, expectAccessible, languages, test } from './fixtures.ts';

// One draft for the whole house: what is built here is thrown away, so that others ask what ships. Only
// the survey's name is published.

test.use({ viewport: { width: 1280, height: 900 }, hasTouch: false, isMobile: false });

const draft = '/admin/surveys/draft';
const actor = { kind: 'system', id: 'test' } as const;

test.afterEach(async ({ db }) => {
	await db.deleteFrom('survey_draft').execute();
});

async function begin(page: Page): Promise<void> {
	await page.goto('/admin/surveys');
	await page.getByRole('link', { name: 'Questions' }).click();
	await page.getByRole('button', { name: 'Change the questions' }).click();
	await expect(page).toHaveURL(draft);
}

async function add(page: Page, section: string, label: string, kind: string): Promise<void> {
	await page.locator('summary', { hasText: `Add a question: ${section}` }).click();
	const form = page.locator('details[open]').filter({ has: page.getByLabel('Kind') });
	await form.getByLabel('Question (English)').fill(label);
	await form.getByLabel('Kind').selectOption({ label: kind });
	await form.getByRole('button', { name: 'Add a question' }).click();
	await expect(page.getByRole('heading', { level: 1, name: label })).toBeVisible();
}

const save = (page: Page) =>
	page.getByRole('button', { name: 'Save', exact: true }).first().click();

test('H1: a manager builds a survey with a branch, tries it on the phone, and nothing is published by it', async ({
	page,
	signInStaff
}) => {
	await signInStaff('manager');
	await begin(page);
	await expect(page.getByText('Nothing stands against publishing.')).toBeVisible();

	await add(page, 'Before the dimensions', 'Did you eat with us?', 'One of several');
	await page.getByLabel('New choice (English)').nth(0).fill('Yes');
	await page.getByLabel('New choice (English)').nth(1).fill('No');
	await save(page);
	await expect(page).toHaveURL(draft);

	// What nobody filled in is said, and what was typed stays.
	await add(page, 'Service', 'The breakfast', '−3 to +3 between two words');
	await page.getByLabel('Word at −3 (English)').fill('dull');
	await save(page);
	await expect(page.getByRole('alert')).toContainText('Word at +3');
	await expect(page.getByLabel('Word at −3 (English)')).toHaveValue('dull');
	await page.getByLabel('Word at +3 (English)').fill('delicious');
	await page.getByLabel('Asked of').selectOption({ label: 'Who answers: Did you eat with us?' });
	await save(page);
	await expect(page.getByRole('alert')).toContainText('With one of');
	await page.getByLabel('Yes', { exact: true }).check();
	await save(page);
	await expect(page).toHaveURL(draft);
	await expect(page.getByText('Only if “Did you eat with us?”: Yes')).toBeVisible();

	await page.getByRole('link', { name: 'Preview' }).click();
	const phone = page.getByRole('group', { name: 'The survey on a phone' });
	await expect(phone.getByRole('heading', { name: 'First of all' })).toBeVisible();
	const to = async (answer: string, at: number) => {
		await phone.getByText(answer, { exact: true }).click();
		for (let step = 1; step < at; step++) {
			await phone.getByRole('button', { name: 'Continue' }).click();
			await expect(phone.getByText(`Part ${step + 1} of 7`)).toBeVisible();
		}
	};
	await to('Yes', 4);
	await expect(phone.getByText('The breakfast')).toBeVisible();
	await page.goto(`${draft}/preview/en`);
	await to('No', 4);
	await expect(phone.getByText('The breakfast')).toBeHidden();
	await page.goto(`${draft}/preview/zh-CN`);
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
	await page.goto(`${draft}/preview/zh-CN?step=2`);
	await expect(page.getByText('地理位置')).toBeVisible();

	await page.goto(draft);
	await page.getByRole('link', { name: 'Did you eat with us?' }).click();
	await page.getByRole('button', { name: 'Take it out' }).click();
	await expect(page.getByRole('link', { name: /hangs on a question that is gone/ })).toBeVisible();
	await page.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByRole('alert')).toContainText('still stands against publishing');
	await page.getByRole('button', { name: 'Take back the last change' }).click();
	await expect(page.getByText('Nothing stands against publishing.')).toBeVisible();

	await page.getByText('Throw the draft away').click();
	await page.getByRole('button', { name: 'Yes, throw it away' }).click();
	await expect(page.getByRole('status')).toContainText('The draft is gone');
});

test('H1: parts change places by their buttons, by keyboard, with the focus kept, and by dragging', async ({
	page,
	db,
	signInStaff
}) => {
	await startSurveyDraft(db, actor, new Date().toISOString());
	await signInStaff('manager');
	await page.goto(draft);
	await page.getByText('Nothing stands against publishing.').waitFor();
	const order = (...names: string[]) =>
		expect(page.getByRole('link', { name: new RegExp(`^(${names.join('|')})$`) })).toHaveText(
			names
		);

	const down = page.getByRole('button', { name: 'Move “The location” down' });
	await down.focus();
	await page.keyboard.press('Enter');
	await order('Getting here and around', 'The location', 'The building and its layout');
	await expect(page.getByText('“The location” is now 2 of 3.')).toBeAttached();
	await expect(down).toBeFocused();
	await page.keyboard.press('Enter');
	await order('Getting here and around', 'The building and its layout', 'The location');
	// It is the last: the focus goes to the button that still does something.
	await expect(page.getByRole('button', { name: 'Move “The location” up' })).toBeFocused();

	await drag(page, row(page, 'Everything taken together'), row(page, 'How our people treated you'));
	await order('Everything taken together', 'How our people treated you');
	await drag(page, row(page, 'Parking'), row(page, 'Everything taken together'));
	await order('Parking', 'Everything taken together', 'How our people treated you');
});

const row = (page: Page, name: string) =>
	page
		.getByRole('listitem')
		.filter({ has: page.getByRole('link', { name, exact: true }) })
		.last();

/** Takes one by its grip and lets it go on the upper half of another. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
	await from
		.locator('[draggable]')
		.first()
		.dragTo(to, { targetPosition: { x: 60, y: 4 } });
}

test('H4: weights are typed, or follow from comparing pairs, with what contradicts itself said', async ({
	page,
	db,
	signInStaff
}) => {
	await startSurveyDraft(db, actor, new Date().toISOString());
	await signInStaff('manager');
	await page.goto(`${draft}/weights/surroundings`);
	await page.getByLabel('The location, in %').fill('50');
	await expect(page.getByText('Together 110 %')).toBeVisible();
	await save(page);
	await expect(page.getByRole('alert')).toContainText('110 %, not 100 %');
	await expect(page.getByLabel('The location, in %')).toHaveValue('50');
	await page.getByRole('button', { name: 'Share equally' }).click();
	await expect(page.getByText('Together 100 %')).toBeVisible();

	const slider = (one: string, other: string) =>
		page.getByRole('slider', { name: `${one} against ${other}` });
	const [location, traffic, building] = [
		'The location',
		'Getting here and around',
		'The building and its layout'
	];
	// Location far before traffic, traffic far before the building, and yet the building before location.
	await slider(location, traffic).fill('-8');
	await slider(traffic, building).fill('-8');
	await slider(location, building).fill('8');
	await expect(page.getByText(/contradict each other/)).toContainText('Look again at');
	// As Saaty's scale has it: 3, 5 and 15, of which 9 is the most.
	await slider(location, traffic).fill('-2');
	await slider(traffic, building).fill('-4');
	await slider(location, building).fill('-8');
	await expect(page.getByText(/comparisons fit each other/)).toBeVisible();
	await page.getByRole('button', { name: 'Use these weights' }).click();
	await expect(page).toHaveURL(draft);
	await page.goto(`${draft}/weights/surroundings`);
	await expect(page.getByText('These weights come from comparing pairs.')).toBeVisible();
	await expect(slider(location, building)).toHaveValue('-8');
});

test('H1: what was renamed is published as the next version, and both can be read', async ({
	page,
	signInStaff
}) => {
	await signInStaff('manager');
	await begin(page);
	await page.getByLabel('Name of the survey (English)').fill('Your stay with us');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Take back the last change' })).toBeVisible();
	await page.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByRole('status')).toContainText('Invitations send version');
	await expect(page.getByRole('row', { name: /Sent now/ })).toBeVisible();
	await page.getByRole('link', { name: 'Version 1' }).click();
	await expect(page.getByRole('heading', { name: 'Facilities' })).toBeVisible();
	await expect(page.getByText('What your room had')).toBeVisible();
});

for (const locale of languages)
	test(`L6 H1 ${locale}: the builder's pages have no barrier, at 320 px too`, async ({
		page,
		db,
		inLanguage,
		signInStaff
	}) => {
		await startSurveyDraft(db, actor, new Date().toISOString());
		await signInStaff('manager');
		await inLanguage(locale);
		await page.setViewportSize({ width: 320, height: 700 });
		for (const address of [
			draft,
			`${draft}/parts/comment`,
			`${draft}/parts/service`,
			`${draft}/weights/dimensions`,
			`${draft}/preview/${locale}`
		]) {
			await page.goto(address);
			await expectAccessible(page);
		}
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('H1: a question is added, branched and moved by forms alone', async ({
		page,
		db,
		signInStaff
	}) => {
		await startSurveyDraft(db, actor, new Date().toISOString());
		await signInStaff('manager');
		await page.goto(draft);
		await add(page, 'At the end', 'May we call you?', 'One of several');
		await page.getByLabel('New choice (English)').nth(0).fill('Yes');
		await page.getByLabel('New choice (English)').nth(1).fill('No');
		await page
			.getByLabel('Asked of')
			.selectOption({ label: 'Who answers: Would you recommend us to a friend?' });
		await save(page);
		await page.getByLabel('0', { exact: true }).check();
		await save(page);
		await expect(page.getByText('Only if “Would you recommend us to a friend?”: 0')).toBeVisible();
		await page.getByRole('button', { name: 'Move “May we call you?” up' }).click();
		const names = page.getByRole('link', { name: /^(May we call you\?|Anything else .*)$/ });
		await expect(names.first()).toHaveText('May we call you?');
	});
});
