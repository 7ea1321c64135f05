import { m } from '#lib/i18n/messages.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { newId } from '#lib/server/ids.ts';
import { enlarge, sideways } from './barriers.ts';
import { daysFrom, expect, expectAccessible, languages, test } from './fixtures.ts';
import { change, dinner, keep, redemptions, words } from './offered-dinner.ts';

/** For a day; the hotel says yes or no, and one of the next days is none. */
function upgrade(today: string): Reward {
	const { amount: _, ...reward } = dinner;
	return {
		...reward,
		kind: 'room-upgrade',
		room: { en: 'A suite' },
		properties: ['CITY'],
		asks: 'date',
		confirm: { daysBefore: 1, by: '18:00' },
		blackouts: [{ from: daysFrom(today, 5), to: daysFrom(today, 8) }]
	};
}

for (const language of languages)
	for (const javaScriptEnabled of [true, false])
		test.describe(`${language}, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
			test.use({ javaScriptEnabled, contextOptions: { reducedMotion: 'reduce' } });

			test('E1 E2 E3: a reward is found, redeemed, shown and taken back', async ({
				page,
				signIn,
				stay,
				db
			}) => {
				const say = words(language);
				const guest = await signIn({ locale: language });
				await stay(guest);
				const { rewardId } = await keep(db);
				await page.goto('/rewards');
				await page.locator(`a[href^="/rewards/${rewardId}"]`).click();
				await expect(page.getByRole('heading', { level: 1, name: say.name })).toBeVisible();
				await page.getByRole('button', { name: say.redeem('4,000') }).click();

				await page.waitForURL(/\/rewards\/vouchers\//);
				await expect(page.getByText(say.hint)).toBeVisible();
				const code = page.getByText(/[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/);
				await expect(code).toBeVisible();
				const voucher = page.url();

				// Back is the voucher again, and nothing was charged a second time.
				await page.goBack();
				await expect(page).toHaveURL(voucher);
				expect(await redemptions(db, guest.id)).toBe(1);
				await page.goto('/rewards');
				await expect(page.getByText(say.balance('3,225'))).toBeVisible();

				await page.getByRole('link', { name: say.mine }).click();
				await page.locator('a[href^="/rewards/vouchers/"]').click();
				await page.getByText(say.cancel).click();
				await page.getByRole('button', { name: say.cancelButton }).click();
				await expect(page.getByText(say.cancelled)).toBeVisible();
				await expect(code).toHaveCount(0);
				await page.goto('/rewards');
				await expect(page.getByText(say.balance('7,225'))).toBeVisible();
			});

			test('E2: a price that changed meanwhile is asked anew and never charged unseen', async ({
				page,
				signIn,
				stay,
				db
			}) => {
				const say = words(language);
				const guest = await signIn({ locale: language });
				await stay(guest);
				const { rewardId } = await keep(db);
				await page.goto(`/rewards/${rewardId}`);
				await change(db, rewardId, { reward: { ...dinner, points: 5_000 } });
				await page.getByRole('button', { name: say.redeem('4,000') }).click();
				await expect(page.getByRole('alert')).toContainText(say.priceChanged('5,000'));
				expect(await redemptions(db, guest.id)).toBe(0);
				await page.getByRole('button', { name: say.redeem('5,000') }).click();
				await page.waitForURL(/\/rewards\/vouchers\//);
				await page.goto('/rewards');
				await expect(page.getByText(say.balance('2,225'))).toBeVisible();
			});

			test('E2: what is gone, or no longer offered, between page and tap is said, and costs nothing', async ({
				page,
				signIn,
				stay,
				db
			}) => {
				const say = words(language);
				const guest = await signIn({ locale: language });
				await stay(guest);
				const gone = await keep(db, { stock: 1 });
				await page.goto(`/rewards/${gone.rewardId}`);
				await change(db, gone.rewardId, { stock: 0 });
				await page.getByRole('button', { name: say.redeem('4,000') }).click();
				await expect(page.getByRole('alert')).toContainText(say.none);

				const archived = await keep(db);
				await page.goto(`/rewards/${archived.rewardId}`);
				await change(db, archived.rewardId, { status: 'archived' });
				await page.getByRole('button', { name: say.redeem('4,000') }).click();
				await expect(page.getByRole('alert')).toContainText(say.over);
				await expect(page.getByRole('button', { name: say.redeem('4,000') })).toHaveCount(0);
				expect(await redemptions(db, guest.id)).toBe(0);
			});
		});

test('E2 T5: a double tap is one redemption', async ({ page, signIn, stay, db }) => {
	const guest = await signIn();
	await stay(guest, { folio: [{ class: 'room', amountMinor: 200_000, on: '2026-01-01' }] });
	const { rewardId } = await keep(db);
	await page.goto(`/rewards/${rewardId}`);
	await page.getByRole('button', { name: words('en').redeem('4,000') }).dblclick();
	await page.waitForURL(/\/rewards\/vouchers\//);
	expect(await redemptions(db, guest.id)).toBe(1);
});

test('E2: two tabs with the same page are one redemption only where they ask with the same id', async ({
	page,
	signIn,
	stay,
	db
}) => {
	const guest = await signIn();
	await stay(guest);
	const { rewardId } = await keep(db);
	const address = `/rewards/${rewardId}?as=${newId()}`;
	const other = await page.context().newPage();
	await page.goto(address);
	await other.goto(address);
	for (const tab of [page, other]) {
		await tab.getByRole('button', { name: words('en').redeem('4,000') }).click();
		await tab.waitForURL(/\/rewards\/vouchers\//);
	}
	expect(other.url()).toBe(page.url());
	expect(await redemptions(db, guest.id)).toBe(1);
});

test('E1: the catalogue is filtered by its address, and what is near says how far', async ({
	browser,
	page,
	baseURL,
	signIn,
	stay,
	db
}) => {
	const guest = await signIn();
	await stay(guest);
	const here = await keep(db, { reward: { ...dinner, points: 7_000, properties: ['CITY'] } });
	const near = await keep(db, { reward: { ...dinner, points: 8_000 } });
	const gold = await keep(db, { reward: { ...dinner, points: 100, tierMin: 'gold' } });
	const plain = await browser.newContext({
		baseURL: baseURL ?? '',
		javaScriptEnabled: false,
		storageState: await page.context().storageState()
	});
	for (const tab of [page, await plain.newPage()]) {
		const link = ({ rewardId }: { rewardId: string }) =>
			tab.locator(`main a[href^="/rewards/${rewardId}"]`);
		await tab.goto('/rewards');
		await expect(link(near)).toContainText('You need 775 more points.');
		await expect(link(near).getByRole('meter')).toHaveAttribute('aria-valuenow', '7225');
		await expect(link(gold)).toContainText(/members and above/);
		await tab.getByLabel('Within my points').check();
		await tab.getByRole('button', { name: 'Show' }).click();
		await expect(tab).toHaveURL(/within=1/);
		await expect(link(here)).toBeVisible();
		await expect(link(near)).toHaveCount(0);
	}
	await plain.close();
});

for (const javaScriptEnabled of [true, false])
	test.describe(`choices, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
		test.use({ javaScriptEnabled });

		test('E1 E2: points and cash are chosen, and the voucher says what is paid at the hotel', async ({
			page,
			signIn,
			stay,
			db
		}) => {
			const guest = await signIn();
			await stay(guest);
			const withCash = [{ points: 2_500, cash: { minor: 2_000, currency: 'USD' } }];
			const { rewardId } = await keep(db, { reward: { ...dinner, points: 9_000, withCash } });
			await page.goto(`/rewards/${rewardId}`);
			await expect(page.getByLabel(/9,000 points/)).toBeDisabled();
			await expect(page.getByLabel('2,500 points and $20 at the hotel')).toBeChecked();
			await page.getByRole('button', { name: 'Redeem' }).click();
			await page.waitForURL(/\/rewards\/vouchers\//);
			await expect(page.getByText('Pay $20 at the hotel when you use it.')).toBeVisible();
			await page.goto('/rewards');
			await expect(page.getByText('You have 4,725 points.')).toBeVisible();
		});

		test('E1 E3: an upgrade asks for a day, says which cannot be, and waits for the hotel', async ({
			page,
			signIn,
			stay,
			db
		}) => {
			const guest = await signIn();
			await stay(guest);
			const today = new Date().toISOString().slice(0, 10);
			const { rewardId } = await keep(db, { reward: upgrade(today) });
			await page.goto(`/rewards/${rewardId}`);
			await expect(page.getByText(/says yes or no by 18:00 the day before/)).toBeVisible();
			await page.getByLabel('Which day').fill(daysFrom(today, 6));
			await page.getByRole('button', { name: 'Redeem for 4,000 points' }).click();
			await expect(page.locator('#useOn-problem')).toContainText('It cannot be used');
			await expect(page.getByLabel('Which day')).toHaveValue(daysFrom(today, 6));
			expect(await redemptions(db, guest.id)).toBe(0);

			await page.getByLabel('Which day').fill(daysFrom(today, 20));
			await page.getByRole('button', { name: 'Redeem for 4,000 points' }).click();
			await page.waitForURL(/\/rewards\/vouchers\//);
			await expect(page.getByText(/Your code appears here as soon as/)).toBeVisible();
			await expect(page.getByRole('img', { name: 'QR code' })).toHaveCount(0);
		});
	});

test('E2 T4: of two browsers at the last item one has it, and the other is told', async ({
	browser,
	page,
	baseURL,
	signIn,
	stay,
	db
}) => {
	const say = words('en');
	await stay(await signIn());
	const storageState = await page.context().storageState();
	const second = await browser.newContext({ baseURL: baseURL ?? '', storageState });
	await stay(await signIn());
	const { rewardId } = await keep(db, { stock: 1 });
	const tabs = [page, await second.newPage()];
	for (const tab of tabs) await tab.goto(`/rewards/${rewardId}`);
	await Promise.all(
		tabs.map((tab) => tab.getByRole('button', { name: say.redeem('4,000') }).click())
	);
	const ends = await Promise.all(
		tabs.map((tab) =>
			Promise.race([
				tab.waitForURL(/\/rewards\/vouchers\//).then(() => 'voucher'),
				tab
					.getByRole('alert')
					.filter({ hasText: say.none })
					.waitFor()
					.then(() => 'none')
			])
		)
	);
	expect(ends.toSorted()).toEqual(['none', 'voucher']);
	await second.close();
});

test('A1 E1: an unverified member looks around and is told why not', async ({
	page,
	signIn,
	db
}) => {
	await signIn({ unverified: true });
	const { rewardId } = await keep(db);
	await page.goto('/rewards');
	await expect(page.getByText(m.rewards_unverified({}, { locale: 'en' }))).toBeVisible();
	await page.goto(`/rewards/${rewardId}`);
	await expect(page.getByText(m.reward_no_unverified({}, { locale: 'en' }))).toBeVisible();
	await expect(page.getByRole('button', { name: /Redeem/ })).toHaveCount(0);
});

for (const language of languages)
	test(`L6: the pages of rewards have no barrier and never scroll sideways (${language})`, async ({
		page,
		signIn,
		signInStaff,
		stay,
		inLanguage,
		db
	}) => {
		test.slow();
		const guest = await signIn({ locale: language });
		await stay(guest);
		const { rewardId } = await keep(db);
		const night = { ...dinner, kind: 'free-night', nights: 2, points: 9_000 } as const;
		const { amount: _, ...reward } = night;
		await keep(db, { reward });
		await page.goto(`/rewards/${rewardId}`);
		await page.getByRole('button', { name: words(language).redeem('4,000') }).click();
		await page.waitForURL(/\/rewards\/vouchers\//);
		const voucher = new URL(page.url()).pathname;
		await page.setViewportSize({ width: 320, height: 640 });
		for (const address of ['/rewards', `/rewards/${rewardId}`, '/rewards/vouchers', voucher]) {
			await page.goto(address);
			await expectAccessible(page);
			for (const size of ['100%', '200%'] as const) {
				await enlarge(page, size);
				expect(await sideways(page), address).toEqual([]);
			}
		}
		await signInStaff('manager');
		await inLanguage(language);
		for (const address of ['/admin/rewards', '/admin/rewards/new', `/admin/rewards/${rewardId}`]) {
			await page.goto(address);
			await expectAccessible(page);
		}
	});

for (const javaScriptEnabled of [true, false])
	test.describe(`a manager, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
		test.use({ javaScriptEnabled });

		test('J6: a reward is written, keeps all but the wrong picture, and is offered', async ({
			page,
			signInStaff
		}) => {
			await signInStaff('manager');
			await page.goto('/admin/rewards/new');
			const title = `Night ${newId()}`;
			await page.getByLabel('Name (English)').fill(title);
			await page.getByLabel('Name (简体中文)').fill('湖畔一晚');
			await page.getByLabel('Description (English)').fill('One night.');
			await page.getByLabel('Points', { exact: true }).fill('20000');
			await page.getByLabel('New picture').setInputFiles({
				name: 'picture.jpg',
				mimeType: 'image/jpeg',
				buffer: Buffer.from('%PDF-1.7 no picture')
			});
			await page.getByRole('button', { name: 'Save and offer' }).click();
			await expect(page.locator('#picture-problem')).toContainText('no picture');
			await expect(page.getByLabel('Name (简体中文)')).toHaveValue('湖畔一晚');
			await page.getByRole('button', { name: 'Save and offer' }).click();
			await expect(page.getByRole('status')).toContainText('Saved as revision 1');
			await page.goto(`/admin/rewards?q=${title}`);
			await expect(page.getByRole('row', { name: title })).toContainText('On offer');
		});
	});
