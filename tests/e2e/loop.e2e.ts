import type { BrowserContext, Page } from '@playwright/test';
import { m } from '#lib/i18n/messages.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { fileTransport } from '#lib/server/mail/transports.ts';
import { deliverDue } from '#lib/server/outbox/deliver.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import {
	daysFrom,
	expect,
	hotel,
	languages,
	mailedLink,
	mailFolder,
	newSession,
	recordStay,
	test,
	type Language
} from './fixtures.ts';
import { wordsIn } from './words.ts';

// One programme and one draft are in the house, so these follow one another, after all other tests.
test.describe.configure({ mode: 'serial' });

const system = { kind: 'system', id: 'test' } as const;
const today = new Date().toISOString().slice(0, 10);
const dinner: Reward = {
	kind: 'dining-credit',
	name: { en: 'Dinner under the arches', 'zh-CN': '拱廊下的晚餐' },
	description: { en: 'Three courses.', 'zh-CN': '三道式晚餐。' },
	points: 4_000,
	validDays: 90,
	cancelWithinDays: 7,
	amount: { minor: 8_000, currency: 'USD' }
};

/** What the pages say at each step of the way. */
function stepsIn(language: Language) {
	const options = { locale: language };
	const isEnglish = language === 'en';
	const name = isEnglish ? 'points' : '积分';
	return {
		double: isEnglish ? 'One large bed' : '一张大床',
		bed: isEnglish ? 'Kind of bed' : '床型',
		savePreferences: m.prefs_save({}, options),
		redeem: m.reward_redeem(
			{ points: m.points_amount({ amount: '4,000', name }, options) },
			options
		),
		question: isEnglish ? 'The location' : '地理位置',
		recommend: isEnglish ? 'Would you recommend us to a friend?' : '您会向朋友推荐我们吗？',
		best: m.survey_rate_5({}, options),
		next: m.survey_continue({}, options),
		send: m.survey_send({}, options),
		thanks: m.survey_thanks_title({}, options),
		version: m.fact_programme_version({}, options)
	};
}

let published = 0;

for (const language of languages)
	for (const javaScript of [true, false])
		test.describe(`${language}, ${javaScript ? 'with' : 'without'} JavaScript`, () => {
			test.use({ javaScriptEnabled: javaScript, contextOptions: { reducedMotion: 'reduce' } });

			test('the whole loop: a guest joins, stays, wishes, redeems and answers; the desk and a manager do their part', async ({
				page,
				context,
				browser,
				db,
				baseURL,
				inLanguage
			}) => {
				test.setTimeout(180_000);
				await inLanguage(language);
				const rewardId = await offer(db);
				const email = `${newId()}@guest.example`;
				await join(page, language, email);
				const number = await numberOn(page);
				await recordStay(db, { number });
				const entry = await seeWhy(page, language);
				await wish(page, language);
				const code = await redeem(page, language, rewardId);

				const options = { viewport: { width: 360, height: 740 }, baseURL: baseURL ?? '' };
				const desk = await browser.newContext({ ...options, javaScriptEnabled: javaScript });
				await takeAtDesk(desk, db, code, language);
				await desk.close();
				await page.reload();
				await expect(page.getByText(code)).toHaveCount(0);

				await answer(page, context, db, email, { language, javaScript, baseURL: baseURL ?? '' });

				const office = await browser.newContext({ ...options, javaScriptEnabled: javaScript });
				const day = `2033-0${++published}-01`;
				await manage(office, db, { number, rewardId, day, language });
				await office.close();

				await nextStayEarnsByIt(page, db, { email, number, entry, day, language });
			});
		});

async function offer(db: Db): Promise<string> {
	const rewardId = newId();
	const kept = { rewardId, revision: 0, reward: dinner, stock: null, status: 'offered' } as const;
	await saveReward(db, kept, system, new Date().toISOString());
	return rewardId;
}

async function join(page: Page, language: Language, email: string): Promise<void> {
	const say = wordsIn(language);
	await page.goto('/join');
	await page.getByLabel(say.givenName, { exact: true }).fill('Ada');
	await page.getByLabel(say.familyName, { exact: true }).fill('Lindqvist');
	await page.getByLabel(say.email).fill(email);
	await page.getByLabel(say.password).fill('a first long password');
	await page.getByLabel(say.membership).check();
	await page.getByRole('button', { name: say.joinButton, exact: true }).click();
	await expect(page).toHaveURL('/home');
	await page.goto(await mailedLink(email));
	await page.getByLabel(say.newPassword).fill('a second long password');
	await page.getByRole('button', { name: say.verifyButton }).click();
	await expect(page).toHaveURL('/home');
}

async function numberOn(page: Page): Promise<string> {
	const number = (await page.locator('main').innerText()).match(/\d{3}\s*\d{3}\s*\d{4}/)?.[0];
	return (number ?? '').replaceAll(/\s/g, '');
}

/** The first stay has come: points, and the entry that says why. */
async function seeWhy(page: Page, language: Language): Promise<string> {
	const say = wordsIn(language);
	await page.goto('/home');
	await expect(page.getByText('7,225').first()).toBeVisible();
	await page.locator('a[href^="/points/0"]').first().click();
	await expect(page.getByRole('heading', { level: 1, name: say.why })).toBeVisible();
	await expect(page.getByRole('table', { name: say.sum })).toContainText('7,225');
	return new URL(page.url()).pathname;
}

async function wish(page: Page, language: Language): Promise<void> {
	const say = stepsIn(language);
	await page.goto('/preferences');
	await page.getByRole('radio', { name: say.double }).check({ force: true });
	await page.getByRole('button', { name: say.savePreferences }).click();
	await expect(page.getByRole('status')).toContainText(say.bed);
}

async function redeem(page: Page, language: Language, rewardId: string): Promise<string> {
	await page.goto('/rewards');
	await page.locator(`a[href^="/rewards/${rewardId}"]`).click();
	await page.getByRole('button', { name: stepsIn(language).redeem }).click();
	await page.waitForURL(/\/rewards\/vouchers\//);
	const shown = page.getByText(/[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/);
	return /[0-9A-Z]{4}( [0-9A-Z]{4}){3}/.exec(await shown.innerText())?.[0] ?? '';
}

async function takeAtDesk(
	desk: BrowserContext,
	db: Db,
	code: string,
	language: Language
): Promise<void> {
	const options = { locale: language };
	await newSession(db, desk, 'desk', language);
	const page = await desk.newPage();
	await page.goto('/desk');
	await page.getByLabel(m.desk_field({}, options)).fill(code);
	await page.getByRole('button', { name: m.desk_button({}, options) }).click();
	await expect(page.getByText('Ada Lindqvist').first()).toBeVisible();
	await page.getByRole('button', { name: m.desk_take_now({}, options) }).click();
	await expect(page.getByText(m.desk_taken({}, options))).toBeVisible();
}

/** Two days later guests are asked; the mails of that day are sent at once. */
async function askAbout(db: Db, origin: string): Promise<void> {
	const later = `${daysFrom(today, 2)}T18:00:00.000Z`;
	await runJob(db, 'survey-invitations', newId(), () => later);
	const post = fileTransport(mailFolder(), 'hotel@example.com');
	while ((await deliverDue(db, post, { hotel, origin }, () => later)).sent > 0);
}

async function answer(
	page: Page,
	context: BrowserContext,
	db: Db,
	email: string,
	{ language, javaScript, baseURL }: { language: Language; javaScript: boolean; baseURL: string }
): Promise<void> {
	const say = stepsIn(language);
	await askAbout(db, baseURL);
	const link = await mailedLink(email);
	expect(link).toContain('/s/');

	const cookies = await context.cookies();
	await context.clearCookies({ name: 'stayward' });
	await page.goto(link);
	const choose = (question: string, words: string) =>
		page.getByRole('group', { name: question }).getByText(words, { exact: true }).click();
	await choose(say.question, say.best);
	if (!javaScript) await page.getByRole('button', { name: say.next }).click();
	await page.goto(`${link}?step=6`);
	await choose(say.recommend, '9');
	await page.getByRole('button', { name: say.send }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(say.thanks);
	await context.addCookies(cookies);
}

interface Managing {
	readonly number: string;
	readonly rewardId: string;
	readonly day: string;
	readonly language: Language;
}

/** Reads what the guest said, makes the reward dearer and doubles a rate from a day on. */
async function manage(
	office: BrowserContext,
	db: Db,
	{ number, rewardId, day, language }: Managing
): Promise<void> {
	const options = { locale: language };
	await newSession(db, office, 'manager', language);
	const page = await office.newPage();
	await page.goto('/admin/surveys/responses');
	const row = page.getByRole('row', { name: number });
	await row.getByRole('link').click();
	await expect(page.getByText(stepsIn(language).best, { exact: true })).toBeVisible();

	await page.goto(`/admin/rewards/${rewardId}`);
	await page.locator('#points').fill('4500');
	await page.getByRole('button', { name: m.admin_reward_save({}, options), exact: true }).click();
	await expect(page.locator('#points')).toHaveValue('4500');
	const kept = db.selectFrom('reward').select('points').where('id', '=', rewardId);
	await expect(async () =>
		expect(await kept.executeTakeFirstOrThrow()).toEqual({ points: 4_500 })
	).toPass();

	await page.goto('/admin/programme');
	await page.getByRole('button', { name: m.programme_start({}, options) }).click();
	const rate = page.locator('[id="earning.standard.points"]');
	const before = Number(await rate.inputValue());
	await rate.fill(String(before + 10));
	await page.getByRole('button', { name: m.programme_save({}, options) }).click();
	const difference = page
		.getByRole('region', { name: /\d/ })
		.filter({ hasText: String(before + 10) });
	await expect(difference.first()).toBeVisible();
	await page.getByLabel(m.programme_publish_date({}, options)).fill(day);
	await page.getByRole('button', { name: m.programme_publish_button({}, options) }).click();
	await expect(page).toHaveURL('/admin/programme?done=published');
}

interface Later {
	readonly email: string;
	readonly number: string;
	readonly entry: string;
	readonly day: string;
	readonly language: Language;
}

async function nextStayEarnsByIt(
	page: Page,
	db: Db,
	{ number, entry, day, language }: Later
): Promise<void> {
	const say = wordsIn(language);
	const folio = [{ class: 'room' as const, amountMinor: 10_000, on: day }];
	const changes = { arrival: daysFrom(day, -1), departure: day, folio };
	await recordStay(db, { number }, changes, `${daysFrom(day, 1)}T12:00:00.000Z`);
	// Ten points a dollar more with every version before this one, too.
	const earned = (published * 1_000 + 1_000).toLocaleString('en');
	await page.goto('/points');
	await page.locator('a[href^="/points/0"]').first().click();
	await expect(page.getByRole('table', { name: say.sum })).toContainText(earned);

	await page.goto(entry);
	await expect(page.getByRole('table', { name: say.sum })).toContainText('7,225');
	const version = page.getByText(stepsIn(language).version).locator('..');
	await expect(version).toContainText('1');
}
