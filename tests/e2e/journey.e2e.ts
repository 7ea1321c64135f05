import { languages, mailedLink, test, expect } from './fixtures.ts';
import { newId } from '#lib/server/ids.ts';
import { wordsIn } from './words.ts';

const tierNames = { en: 'Member', 'zh-CN': '会员' };

for (const javaScript of [true, false]) {
	for (const language of languages) {
		test.describe(`${language}, ${javaScript ? 'with' : 'without'} JavaScript`, () => {
			test.use({ javaScriptEnabled: javaScript });

			test('A1 B1 C7 G1: join, verify, a stay arrives: tier, points and reasons are there', async ({
				page,
				stay,
				inLanguage
			}) => {
				const say = wordsIn(language);
				const email = `${newId()}@guest.example`;
				await inLanguage(language);
				await page.goto('/');
				await page.getByRole('link', { name: say.join, exact: true }).click();
				await page.getByLabel(say.givenName, { exact: true }).fill('Ada');
				await page.getByLabel(say.familyName, { exact: true }).fill('Lindqvist');
				await page.getByLabel(say.email).fill(email);
				await page.getByLabel(say.password).fill('a first long password');
				await page.getByLabel(say.membership).check();
				await page.getByRole('button', { name: say.joinButton, exact: true }).click();

				await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Lindqvist');
				await expect(page).toHaveURL('/home');
				await expect(page.locator('html')).toHaveAttribute('lang', language);
				await expect(page.getByText(say.unverified)).toBeVisible();
				await expect(page.getByText(say.firstUse)).toBeVisible();

				await page.goto(await mailedLink(email));
				await page.getByLabel(say.newPassword).fill('a second long password');
				await page.getByRole('button', { name: say.verifyButton }).click();
				await expect(page).toHaveURL('/home');
				await expect(page.getByText(say.unverified)).toBeHidden();

				const number = (await page.locator('main').innerText()).match(/\d{3}\s*\d{3}\s*\d{4}/)?.[0];
				await stay({ number: (number ?? '').replaceAll(/\s/g, '') });
				await page.reload();
				await expect(page.getByText('7,225').first()).toBeVisible();
				await expect(page.getByText(tierNames[language]).first()).toBeVisible();
				await expect(page.getByRole('meter')).toHaveAttribute('aria-valuenow', '2');
				await expect(page.getByRole('heading', { name: say.recent })).toBeVisible();

				await page.locator('a[href^="/points/0"]').first().click();
				await expect(page.getByRole('heading', { level: 1, name: say.why })).toBeVisible();
				const sum = page.getByRole('table', { name: say.sum });
				await expect(sum).toContainText('6,800');
				await expect(sum).toContainText('425');
				await expect(sum).toContainText('7,225');

				await page.getByRole('link', { name: say.stays, exact: true }).click();
				await page.locator('a[href^="/stays/"]').first().click();
				await expect(page.getByRole('table', { name: say.bill })).toContainText('680.00');
			});

			test('L6: a form that is wrong says so beside its fields and keeps what was typed', async ({
				page,
				inLanguage
			}) => {
				const say = wordsIn(language);
				await inLanguage(language);
				await page.goto('/join');
				await page.getByLabel(say.givenName, { exact: true }).fill('Ada');
				await page.getByLabel(say.email).fill('not an address');
				await page.getByLabel(say.password).fill('short');
				await page.getByRole('button', { name: say.joinButton, exact: true }).click();

				const problems = page.getByRole('alert');
				await expect(problems).toContainText(say.problems);
				await expect(problems).toBeFocused();
				const address = page.getByLabel(say.email);
				await expect(address).toHaveAccessibleDescription(new RegExp(say.emailInvalid));
				await expect(address).toHaveValue('not an address');
				await expect(page.getByLabel(say.givenName, { exact: true })).toHaveValue('Ada');
				await expect(page.getByLabel(say.familyName, { exact: true })).toHaveAccessibleDescription(
					say.required(say.familyName)
				);
				await expect(page.getByLabel(say.password)).toHaveValue(javaScript ? 'short' : '');
			});
		});
	}
}

test('L6: what is typed before the scripts of a page have come stays', async ({
	page,
	signInStaff
}) => {
	const held: (() => void)[] = [];
	await page.route(/\/_app\/.*\.js$/, async (route) => {
		await new Promise<void>((release) => held.push(release));
		await route.continue();
	});
	const typesEarly = async (address: string, label: string, typed: string) => {
		await page.goto(address, { waitUntil: 'commit' });
		const field = page.getByLabel(label, { exact: true });
		await field.fill(typed);
		await expect(async () => {
			for (const release of held.splice(0)) release();
			const started = () => document.querySelector('#svelte-announcer') !== null;
			expect(await page.evaluate(started)).toBe(true);
		}).toPass();
		await expect(field).toHaveValue(typed);
	};
	await typesEarly('/join', 'Given name', 'Ada');
	await signInStaff('desk');
	await typesEarly('/desk', 'Card or voucher', '1234567890');
});

test('C4: a join that is sent twice makes one member', async ({ page, db }) => {
	const email = `${newId()}@guest.example`;
	await page.goto('/join');
	const send = () =>
		page.evaluate(async (email) => {
			const form = document.querySelector<HTMLFormElement>('main form');
			const data = new FormData(form ?? undefined);
			for (const [name, value] of Object.entries({
				...{ givenName: 'Ada', familyName: 'Twice', email, password: 'a long enough secret' },
				'consent-membership': 'on'
			}))
				data.set(name, value);
			const { status } = await fetch('/join', { method: 'POST', body: data, redirect: 'manual' });
			return status;
		}, email);
	await Promise.all([send(), send()]);
	await send();
	const rows = await db
		.selectFrom('member_identity')
		.select('member_id')
		.where('email', '=', email)
		.execute();
	expect(rows).toHaveLength(1);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('A2: a wrong password is refused in words, the address stays', async ({ page, signIn }) => {
		const say = wordsIn('en');
		const { email } = await signIn();
		await page.context().clearCookies();
		await page.goto('/sign-in');
		await page.getByLabel(say.email).fill(email);
		await page.getByLabel(say.password).fill('not the password');
		await page.getByRole('button', { name: say.signInButton }).click();
		await expect(page.getByRole('alert')).toHaveText(say.signInFailed);
		await expect(page.getByLabel(say.email)).toHaveValue(email);
		await page.getByLabel(say.password).fill('chosen behind the link');
		await page.getByRole('button', { name: say.signInButton }).click();
		await expect(page).toHaveURL('/home');
	});

	test('L5: the language is changed by a button and stays', async ({ page, signIn }) => {
		await signIn();
		await page.goto('/me');
		await page.getByLabel('Pages and mails in').selectOption('zh-CN');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
		await page.goto('/home');
		await expect(page.getByRole('link', { name: '首页' })).toBeVisible();
	});

	test('A3: signing out ends the session', async ({ page, signIn }) => {
		await signIn();
		await page.goto('/me');
		await page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
		await expect(page).toHaveURL('/');
		await page.goto('/home');
		await expect(page).toHaveURL(/\/sign-in/);
	});
});
