import { m } from '#lib/i18n/messages.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { readSettingToEdit, saveSetting } from '#lib/server/house/settings.ts';
import { invitations } from '#lib/server/surveys/settings.ts';
import { firstInvitations } from '#lib/domain/surveys/invitations.ts';
import { askAbout } from '../integration/survey-people.ts';
import {
	daysFrom,
	expect,
	expectAccessible,
	mailTo,
	test,
	type Fixtures,
	type Guest
} from './fixtures.ts';

const locale = 'en';
const words = {
	save: m.save({}, { locale }),
	saved: m.survey_saved({}, { locale }),
	rated: m.survey_rated({}, { locale }),
	notMe: m.survey_not_me({}, { locale }),
	declined: m.survey_declined_title({}, { locale }),
	next: m.survey_continue({}, { locale }),
	send: m.survey_send({}, { locale }),
	thanks: m.survey_thanks_title({}, { locale })
};
const question = 'Would you recommend us to a friend?';

/** The mail as its reader sees it, about a stay that ended two days ago. */
async function invitationOf(db: Db, guest: Guest, stay: Fixtures['stay']): Promise<string> {
	const departure = daysFrom(new Date().toISOString().slice(0, 10), -2);
	await stay(guest, { arrival: daysFrom(departure, -2), departure });
	await runJob(db, 'survey-invitations', newId(), () => new Date().toISOString());
	let html = '';
	await expect(async () => {
		html = (await mailTo(guest.email)).html || '';
		expect(html).toContain('?rating=');
	}).toPass({ timeout: 20_000 });
	return html;
}

const responsesOf = (db: Db, { id }: Guest) =>
	db.selectFrom('survey_response').selectAll().where('member_id', '=', id).execute();

const answersOf = (db: Db, { id }: Guest) =>
	db
		.selectFrom('survey_answer')
		.innerJoin('survey_response', 'survey_response.id', 'survey_answer.response_id')
		.select(['item', 'value'])
		.where('member_id', '=', id)
		.orderBy('item')
		.execute();

for (const javaScript of [true, false])
	test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled: javaScript });

		test('H2: a score in the mail is chosen on its page, and one tap saves it', async ({
			page,
			db,
			signIn,
			stay,
			context,
			inLanguage
		}) => {
			const guest = await signIn();
			const html = await invitationOf(db, guest, stay);
			await context.clearCookies();
			await inLanguage('en');
			await page.setContent(html);
			await page.getByRole('link', { name: '8', exact: true }).click();
			await expect(page).toHaveURL(/\?rating=8$/);
			const scale = page.getByRole('group', { name: question });
			await expect(scale.getByRole('radio', { name: '8', exact: true })).toBeChecked();
			expect(await responsesOf(db, guest)).toMatchObject([{ status: 'invited', started_at: null }]);
			expect(await answersOf(db, guest)).toEqual([]);
			if (javaScript) await expectAccessible(page);

			const token = new URL(page.url()).pathname.slice('/s/'.length);
			const said: string[] = [];
			page.on('request', (request) => said.push(request.headers()['referer'] ?? ''));
			await page.getByRole('button', { name: words.save }).click();
			await expect(page.getByText(words.rated)).toBeVisible();
			expect(await answersOf(db, guest)).toEqual([{ item: 'recommend', value: '8' }]);
			expect(said.filter((referrer) => referrer.includes(token))).toEqual([]);
			// Going on is as it always was.
			await expect(page.getByRole('group', { name: 'The location' })).toBeVisible();
			await page.goto(`/s/${token}?step=6`);
			await expect(scale.getByRole('radio', { name: '8', exact: true })).toBeChecked();
			await page.getByRole('button', { name: words.send }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.thanks);
			await page.goto(`/s/${token}?rating=2`);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.thanks);
			expect(await responsesOf(db, guest)).toMatchObject([{ status: 'submitted', recommend: 8 }]);
		});

		test('H2: whoever the mail was not for says so in one tap, and a wrong score is none', async ({
			page,
			db,
			signIn,
			stay
		}) => {
			const guest = await signIn();
			const now = new Date().toISOString();
			const { token } = await askAbout(db, guest.id, await stay(guest), now);
			await page.goto(`/s/${token}?rating=12`);
			await expect(page.getByRole('button', { name: words.next })).toBeVisible();
			await page.goto(`/s/${token}?rating=0`);
			await page.getByRole('button', { name: words.notMe }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.declined);
			expect(await answersOf(db, guest)).toEqual([]);
			expect(await responsesOf(db, guest)).toMatchObject([{ status: 'declined' }]);
		});

		test('H2: a manager says when guests are asked; what is refused stays in the form', async ({
			page,
			db,
			signInStaff
		}) => {
			await signInStaff('manager');
			await page.goto('/admin/surveys');
			await page.getByRole('link', { name: m.invitations_title({}, { locale }) }).click();
			const distance = page.getByLabel(m.invitations_distance({}, { locale }));
			const reminder = page.getByLabel(m.invitations_reminder({}, { locale }));
			const save = page.getByRole('button', { name: m.setting_save({}, { locale }) });
			await distance.fill('31');
			await reminder.fill('30');
			await save.click();
			await expect(page.getByRole('alert')).toBeVisible();
			await expect(distance).toHaveValue('31');
			await expect(reminder).toHaveValue('30');
			await reminder.fill('');
			await save.click();
			await expect(page.getByRole('status')).toHaveText(m.invitations_saved({}, { locale }));
			await expect(reminder).toHaveValue('');
			const { revision, value } = await readSettingToEdit(db, invitations);
			expect(value).toMatchObject({ ...firstInvitations, distanceDays: 31, reminderDays: null });
			const actor = { kind: 'system', id: 'test' } as const;
			const before = { value: firstInvitations, revision };
			await saveSetting(db, invitations, before, actor, new Date().toISOString());
		});
	});

test('H3: two tabs of one survey are one response; the later answer wins and none is lost', async ({
	page,
	context,
	db,
	signIn,
	stay
}) => {
	const guest = await signIn();
	const now = new Date().toISOString();
	const { token } = await askAbout(db, guest.id, await stay(guest), now);
	const other = await context.newPage();
	for (const tab of [page, other]) await tab.goto(`/s/${token}?step=1`);
	const answer = async (tab: typeof page, group: string, item: string, value: string) => {
		const radio = tab.getByRole('group', { name: group }).locator(`input[value="${value}"]`);
		await radio.locator('..').click();
		await expect(async () =>
			expect(await answersOf(db, guest)).toContainEqual({ item, value })
		).toPass();
	};
	await answer(page, 'The location', 'location', '5');
	await answer(other, 'Getting here and around', 'traffic', '2');
	await answer(other, 'The location', 'location', '3');
	await answer(page, 'The building and its layout', 'building', '4');
	// The first tab still shows its own answer, and does not say it again.
	await page.getByRole('button', { name: words.next }).click();
	await expect(page).toHaveURL(/step=2$/);
	await other.goto(`/s/${token}?step=6`);
	await answer(other, question, 'recommend', '9');
	await other.getByRole('button', { name: words.send }).click();
	await expect(other.getByRole('heading', { level: 1 })).toHaveText(words.thanks);
	expect(await answersOf(db, guest)).toEqual([
		{ item: 'building', value: '4' },
		{ item: 'location', value: '3' },
		{ item: 'recommend', value: '9' },
		{ item: 'traffic', value: '2' }
	]);
	expect(await responsesOf(db, guest)).toMatchObject([{ status: 'submitted', recommend: 9 }]);
});
