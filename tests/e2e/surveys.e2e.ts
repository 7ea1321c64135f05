import type { Page } from '@playwright/test';
import { m } from '#lib/i18n/messages.ts';
import type { Db } from '#lib/server/db/database.ts';
import {
	expect,
	expectAccessible,
	languages,
	test,
	type Guest,
	type Language
} from './fixtures.ts';
import { branched } from '../integration/branched-survey.ts';
import { askAbout } from '../integration/survey-people.ts';
import { anotherDevice, invited } from './invited.ts';

const wordsIn = (locale: Language) => ({
	title: m.survey_title({}, { locale }),
	best: m.survey_rate_5({}, { locale }),
	poor: m.survey_rate_2({}, { locale }),
	saved: m.survey_saved({}, { locale }),
	next: m.survey_continue({}, { locale }),
	send: m.survey_send({}, { locale }),
	notMe: m.survey_not_me({}, { locale }),
	thanks: m.survey_thanks_title({}, { locale }),
	over: m.survey_over_title({}, { locale }),
	overRefused: m.refusal_survey_over({}, { locale }),
	empty: m.refusal_survey_empty({}, { locale }),
	declined: m.survey_declined_title({}, { locale }),
	home: m.home_survey({}, { locale }),
	language: m.language_name({}, { locale })
});
const en = wordsIn('en');
const zh = wordsIn('zh-CN');

const responseOf = (db: Db, { id }: Guest) =>
	db
		.selectFrom('survey_response')
		.selectAll()
		.where('member_id', '=', id)
		.executeTakeFirstOrThrow();

const answersOf = async (db: Db, guest: Guest) =>
	db
		.selectFrom('survey_answer')
		.select(['item', 'value'])
		.where('response_id', '=', (await responseOf(db, guest)).id)
		.orderBy('item')
		.execute();

const choose = (page: Page, question: string, words: string) =>
	page.getByRole('group', { name: question }).getByText(words, { exact: true }).click();

test('H2: whatever opens the mailed link by itself stores nothing', async ({
	db,
	signIn,
	stay,
	context,
	request
}) => {
	const guest = await signIn();
	const link = await invited(db, guest, stay);
	await context.clearCookies();
	const before = await responseOf(db, guest);
	expect(before.status).toBe('invited');
	for (const target of [link, `${link}?step=6`, `${link}/__data.json`]) {
		expect((await request.head(target)).status()).toBe(200);
		const read = await request.get(target);
		expect(read.status()).toBe(200);
		expect(read.headers()['cache-control']).toBe('no-store');
		expect(read.headers()['referrer-policy']).toBe('no-referrer');
	}
	expect((await request.get(link)).headers()['x-robots-tag']).toContain('noindex');
	// As somebody else's page would send it.
	const forged = await request.post(`${link}?/decline`, {
		headers: { origin: 'https://elsewhere.example' },
		form: {}
	});
	expect(forged.status()).toBe(403);
	expect(await responseOf(db, guest)).toEqual(before);
	expect(await answersOf(db, guest)).toEqual([]);
});

for (const javaScript of [true, false]) {
	test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled: javaScript });

		test('H2 H3 H7: begun on one device, finished on another in another language, sent once', async ({
			page,
			browser,
			db,
			signIn,
			stay,
			context,
			inLanguage
		}) => {
			const guest = await signIn();
			const link = await invited(db, guest, stay);
			await context.clearCookies();
			await inLanguage('en');
			await page.goto(link);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.title);
			await choose(page, 'The location', en.best);
			// Without scripts the button of the part keeps it.
			if (javaScript) await expect(page.getByRole('status')).toHaveText(en.saved);
			else await page.getByRole('button', { name: en.next }).click();
			await expect(async () =>
				expect(await answersOf(db, guest)).toEqual([{ item: 'location', value: '5' }])
			).toPass();

			const other = await anotherDevice(browser, 'zh-CN', javaScript);
			await other.page.goto(`${link}?step=1`);
			await expect(other.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
			const kept = other.page.getByRole('group', { name: '地理位置' });
			await expect(kept.getByRole('radio', { name: zh.best, exact: true })).toBeChecked();
			await choose(other.page, '交通', zh.poor);
			await other.page.getByRole('button', { name: zh.next }).click();
			await expect(other.page).toHaveURL(/step=2$/);
			await other.page.goto(`${link}?step=6`);
			await choose(other.page, '您会向朋友推荐我们吗？', '9');
			await other.page.getByRole('textbox').fill('早餐很好。');
			await other.page.getByRole('button', { name: zh.send }).click();
			await expect(other.page.getByRole('heading', { level: 1 })).toHaveText(zh.thanks);
			await other.close();

			// The link has done its work: it says thanks.
			await page.goto(link);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.thanks);
			expect(await answersOf(db, guest)).toEqual([
				{ item: 'comment', value: '早餐很好。' },
				{ item: 'location', value: '5' },
				{ item: 'recommend', value: '9' },
				{ item: 'traffic', value: '2' }
			]);
			expect(await responseOf(db, guest)).toMatchObject({ status: 'submitted', recommend: 9 });
		});

		test('H3: the page of the link changes its language and keeps what was answered', async ({
			page,
			db,
			signIn,
			stay,
			context,
			inLanguage
		}) => {
			const guest = await signIn();
			const stayId = await stay(guest);
			const { token } = await askAbout(db, guest.id, stayId, new Date().toISOString());
			await context.clearCookies();
			await inLanguage('en');
			await page.goto(`/s/${token}`);
			await choose(page, 'The location', en.best);
			await page.getByRole('button', { name: en.next }).click();
			await expect(page).toHaveURL(/step=2$/);
			await page.getByRole('button', { name: zh.language }).first().click();
			await expect(page).toHaveURL(new RegExp(`/s/${token}\\?step=2$`));
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh.title);
			await page.goto(`/s/${token}?step=1`);
			const kept = page.getByRole('group', { name: '地理位置' });
			await expect(kept.getByRole('radio', { name: zh.best, exact: true })).toBeChecked();
		});

		test('H7: sent twice, it is sent once and both say thanks', async ({
			page,
			context,
			db,
			signIn,
			stay
		}) => {
			const guest = await signIn();
			const stayId = await stay(guest);
			const { id } = await askAbout(db, guest.id, stayId, new Date().toISOString());
			await page.goto('/home');
			await page.getByRole('link', { name: en.home }).click();
			await expect(page).toHaveURL(`/surveys/${id}`);
			const second = await context.newPage();
			for (const tab of [page, second]) {
				await tab.goto(`/surveys/${id}?step=6`);
				await choose(tab, 'Would you recommend us to a friend?', '8');
			}
			for (const tab of [page, second]) {
				await tab.getByRole('button', { name: en.send }).click();
				await expect(tab.getByRole('heading', { level: 1 })).toHaveText(en.thanks);
			}
			expect(await responseOf(db, guest)).toMatchObject({ status: 'submitted', recommend: 8 });
			await page.goto('/home');
			await expect(page.getByRole('link', { name: en.home })).toBeHidden();
		});

		test('H3: nothing answered is not sent, and an answer that comes too late says so', async ({
			page,
			db,
			signIn,
			stay
		}) => {
			const guest = await signIn();
			const stayId = await stay(guest);
			const { id } = await askAbout(db, guest.id, stayId, new Date().toISOString());
			await page.goto(`/surveys/${id}?step=6`);
			await page.getByRole('button', { name: en.send }).click();
			await expect(page.getByRole('alert')).toContainText(en.empty);
			await db
				.updateTable('survey_response')
				.set({ status: 'expired' })
				.where('id', '=', id)
				.execute();
			await choose(page, 'Would you recommend us to a friend?', '8');
			if (!javaScript) await page.getByRole('button', { name: en.send }).click();
			await expect(page.getByRole('alert')).toContainText(en.overRefused);
			expect(await answersOf(db, guest)).toEqual([]);
		});

		test('H2: "not me" is one tap, and an expired link says that it is over', async ({
			page,
			db,
			signIn,
			stay
		}) => {
			const guest = await signIn();
			const now = new Date().toISOString();
			const { token } = await askAbout(db, guest.id, await stay(guest), now);
			await page.goto(`/s/${token}`);
			await page.getByRole('button', { name: en.notMe }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.declined);
			expect((await responseOf(db, guest)).status).toBe('declined');

			const stayId = await stay(guest);
			const late = await askAbout(db, guest.id, stayId, now, { expiresAt: now });
			for (const gone of [late.token, 'made-up']) {
				await page.goto(`/s/${gone}`);
				await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.over);
			}
		});
	});
}

for (const language of languages) {
	test(`L6: a survey in ${language} is accessible from the first part to the thanks`, async ({
		page,
		db,
		signIn,
		stay
	}) => {
		const guest = await signIn({ locale: language });
		const { id } = await askAbout(db, guest.id, await stay(guest), new Date().toISOString());
		for (const step of [1, 6]) {
			await page.goto(`/surveys/${id}?step=${step}`);
			await expectAccessible(page);
		}
		await page.getByText('7', { exact: true }).click();
		await page.getByRole('button', { name: wordsIn(language).send }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(wordsIn(language).thanks);
		await expectAccessible(page);
		await page.goto('/surveys');
		await expectAccessible(page);
	});
}

test('H4: a manager reads index and answers', async ({ page, db, signIn, stay, signInStaff }) => {
	const guest = await signIn();
	const { token } = await askAbout(db, guest.id, await stay(guest), new Date().toISOString());
	await page.goto(`/s/${token}?step=6`);
	await page.getByText('10', { exact: true }).click();
	await page.getByRole('textbox').fill('The bath was cold.');
	await page.getByRole('button', { name: en.send }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.thanks);
	await signInStaff('manager');
	await page.goto('/admin/surveys');
	await expectAccessible(page);
	await page.getByRole('link', { name: m.survey_responses_title({}, { locale: 'en' }) }).click();
	await expectAccessible(page);
	await page.getByRole('row').filter({ hasText: guest.number }).getByRole('link').click();
	await expect(page.getByText('The bath was cold.')).toBeVisible();
	await expectAccessible(page);
});

for (const javaScript of [true, false])
	test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled: javaScript });

		test('H1: an answer opens the part that hangs on it, and a low one asks why', async ({
			page,
			db,
			signIn,
			stay
		}) => {
			const guest = await signIn();
			const stayId = await stay(guest);
			const now = new Date().toISOString();
			const { id } = await askAbout(db, guest.id, stayId, now, { survey: branched });
			const next = () => page.getByRole('button', { name: en.next }).click();
			const title = page.getByRole('heading', { level: 2 });
			await page.goto(`/surveys/${id}`);
			await choose(page, 'Where did you eat?', 'Elsewhere');
			await next();
			await expect(title).toHaveText('Room');
			await choose(page, 'The nights', '−2');
			await page.getByRole('button', { name: m.survey_back({}, { locale: 'en' }) }).click();
			await choose(page, 'Where did you eat?', 'By the pool');
			await next();
			await expect(page.getByRole('radio', { name: '−2' })).toBeChecked();
			await next();
			await expect(title).toHaveText('Food');
			await choose(page, 'The food', '9');
			await next();
			const why = page.getByLabel('What was it?');
			await expect(why).toBeHidden();
			await choose(page, 'What did you use?', 'Sauna');
			await choose(page, 'What did you use?', 'Pool');
			await choose(page, 'Would you recommend us?', '4');
			if (!javaScript) {
				// Nothing comes after this part: it is gone to once more to see what the answer asks.
				await page.getByRole('button', { name: m.survey_back({}, { locale: 'en' }) }).click();
				await expect(title).toHaveText('Food');
				await next();
			}
			await why.fill('The lift.');
			// Barriers are looked for by a script.
			if (javaScript) await expectAccessible(page);
			await page.getByRole('button', { name: en.send }).click();
			await expect(page.getByRole('heading', { name: en.thanks })).toBeVisible();
			expect(await answersOf(db, guest)).toEqual([
				{ item: 'dined', value: 'b' },
				{ item: 'quiet', value: '-2' },
				{ item: 'recommend', value: '4' },
				{ item: 'taste', value: '9' },
				{ item: 'used', value: 'a c' },
				{ item: 'why', value: 'The lift.' }
			]);
		});
	});
