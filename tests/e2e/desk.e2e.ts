import type { Page } from '@playwright/test';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';
import { addProperty } from '#lib/server/stays/properties.ts';
import { givePoints } from '../integration/reward-house.ts';
import {
	daysFrom,
	expect,
	expectAccessible,
	test,
	type Fixtures as All,
	type Guest
} from './fixtures.ts';
import { offerAndBuy } from './furnished.ts';

type Fixtures = Pick<All, 'signIn' | 'stay' | 'signInStaff'>;

const today = new Date().toISOString().slice(0, 10);
const inHouse = { status: 'in_house', folio: [], roomType: 'Suite' } as const;
const dates = { arrival: daysFrom(today, -1), departure: daysFrom(today, 1) };

/** A dinner for 400 points, as the guest bought it. */
async function buyDinner(db: Db, memberId: string): Promise<{ id: string; code: string }> {
	const now = new Date().toISOString();
	const rewardId = newId();
	await saveReward(
		db,
		{
			rewardId,
			revision: 0,
			reward: {
				kind: 'dining-credit',
				name: { en: 'Dinner for two', 'zh-CN': '双人晚餐' },
				description: { en: 'Three courses.' },
				points: 400,
				validDays: 30,
				amount: { minor: 8_000, currency: 'USD' }
			},
			status: 'offered',
			stock: null
		},
		{ kind: 'system', id: 'test' },
		now
	);
	const id = newId();
	await redeemReward(db, { source: 'app', id, memberId, rewardId, points: 400 }, now);
	const voucher = db.selectFrom('voucher').select('code').where('redemption_id', '=', id);
	return { id, code: (await voucher.executeTakeFirstOrThrow()).code };
}

const voucherNamed = (page: Page, hasText: string) =>
	page.locator('details[name="voucher"] > summary', { hasText });
const field = (page: Page) => page.getByLabel('Card or voucher');

async function lookUp(page: Page, typed: string): Promise<void> {
	await field(page).fill(typed);
	await page.getByRole('button', { name: 'Look up' }).click();
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test(`K1 K2: the desk sees a guest and takes a voucher, whose page then says so (${javaScriptEnabled})`, async ({
			page,
			signIn,
			signInStaff,
			stay,
			db
		}) => {
			const guest = await signIn();
			await stay(guest);
			await stay(guest, { ...inHouse, ...dates });
			const voucher = await buyDinner(db, guest.id);
			await signInStaff('desk');
			await page.goto('/desk');
			if (javaScriptEnabled) await expectAccessible(page);

			await lookUp(page, guest.number);
			await expect(page.getByRole('heading', { name: 'Ada Lindqvist' })).toBeVisible();
			await expect(page.getByText('Suite · 2 adults')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await voucherNamed(page, 'Dinner for two').click();
			await expect(page.getByText('Dinner for two, from Ada Lindqvist.')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await page.getByRole('button', { name: 'Take it now' }).click();
			await expect(page.getByText('Voucher taken')).toBeVisible();
			await expect(page.getByText('Take $80 off the bill.')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);

			await lookUp(page, voucher.code);
			await expect(page.getByRole('alert')).toContainText('It was used on');
			await expect(page.getByRole('alert')).toContainText('at Aurora City');
			await expect(field(page)).toHaveValue(voucher.code);

			await page.goto(`/rewards/vouchers/${voucher.id}`);
			await expect(page.getByText('Used on', { exact: false }).first()).toBeVisible();
		});
	});
}

test.describe('with a keyboard and a hand scanner alone', () => {
	test.use({ hasTouch: false, isMobile: false, viewport: { width: 1280, height: 800 } });

	test('K1 K2: a scan goes to the field wherever the focus is, and a voucher is taken by keys', async ({
		page,
		signIn,
		signInStaff,
		stay,
		db
	}) => {
		const guest = await signIn();
		await stay(guest);
		await stay(guest, { ...inHouse, ...dates });
		const { code } = await buyDinner(db, guest.id);
		await signInStaff('desk');
		await page.goto('/desk');
		await expect(field(page)).toBeFocused();
		await page.keyboard.type(`SW1:${guest.number}`);
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { name: 'Ada Lindqvist' })).toBeVisible();
		await expect(field(page)).toBeFocused();

		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('button', { name: 'Take it now' })).toBeVisible();
		await page.keyboard.type(`SW1:V:${code}`);
		await expect(field(page)).toHaveValue(`SW1:V:${code}`);
		await page.keyboard.press('Enter');
		// While it is asked for, the guest's own button is still there, and idle.
		await expect(page.getByRole('heading', { name: 'Dinner for two' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Look up' })).toBeEnabled();
		await page.getByRole('button', { name: 'Take it now' }).press('Enter');
		await expect(page.getByText('Voucher taken')).toBeVisible();
		await expect(field(page)).toBeFocused();
	});

	test('K1: without a connection what was typed stays, and the page says so', async ({
		page,
		complaints,
		signInStaff
	}) => {
		await signInStaff('desk');
		await page.goto('/desk');
		await page.waitForLoadState('networkidle');
		await page.route('**/desk?/find', (route) => route.abort());
		await lookUp(page, '1234567890');
		await expect(page.getByText('No connection: nothing came back.')).toBeVisible();
		await expect(field(page)).toHaveValue('1234567890');
		// The browser notes the lost request; nothing else.
		expect(complaints.splice(0).join()).toMatch(/^error: [^,]*ERR_FAILED$/);
	});
});

/** A guest in house, who has a stay's points, and a clerk at the desk who looks them up. */
async function before(page: Page, { signIn, stay, signInStaff }: Fixtures): Promise<Guest> {
	const guest = await signIn();
	await stay(guest);
	await stay(guest, { ...inHouse, ...dates });
	await signInStaff('desk');
	await page.goto('/desk');
	return guest;
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(`parts, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
		test.use({ javaScriptEnabled });

		test(`K2 E4: a credit is taken in parts and a wrong part taken back; the guest sees what is left (${javaScriptEnabled})`, async ({
			page,
			db,
			signIn,
			stay,
			signInStaff
		}) => {
			const guest = await before(page, { signIn, stay, signInStaff });
			const { voucherId } = await offerAndBuy(db, guest, { inParts: true });
			await lookUp(page, guest.number);
			await voucherNamed(page, 'Supper for two').click();
			const part = page.getByLabel('How much of it');
			await expect(part).toHaveValue('80.00');
			await part.fill('90');
			await page.getByRole('button', { name: 'Take it now' }).click();
			await expect(page.getByRole('alert')).toContainText('more than is left');
			await part.fill('30,50');
			await page.getByRole('button', { name: 'Take it now' }).click();
			await expect(page.getByText('Take $30.50 off the bill.')).toBeVisible();
			await expect(page.getByText('$49.50 left')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await page.getByRole('button', { name: 'Take it back' }).click();
			await expect(page.getByText('Taken back. It can be used again.')).toBeVisible();
			await expect(page.getByText('$80.00 left')).toBeVisible();
			await page.getByRole('button', { name: 'Show Ada Lindqvist again' }).click();
			await voucherNamed(page, 'Supper for two').click();
			await part.fill('20');
			await page.getByRole('button', { name: 'Take it now' }).click();
			await expect(page.getByText('$60.00 left')).toBeVisible();
			await page.goto(`/rewards/vouchers/${voucherId}`);
			await expect(page.getByText('$60', { exact: false }).first()).toBeVisible();
		});

		test(`E5 K2: points pay a bill smaller than they are worth, with the code on the guest’s phone (${javaScriptEnabled})`, async ({
			page,
			context,
			db,
			signIn,
			stay,
			signInStaff
		}) => {
			const guest = await before(page, { signIn, stay, signInStaff });
			await givePoints(db, guest.id, 20_000, new Date().toISOString());
			await offerMoneyOff(db);
			await lookUp(page, guest.number);
			await page.getByLabel('The bill').fill('0.10');
			await page.getByRole('button', { name: 'Ask the guest' }).click();
			await expect(page.getByRole('alert')).toContainText('in steps of');
			await page.getByLabel('The bill').fill('31.20');
			await page.getByRole('button', { name: 'Ask the guest' }).click();
			const word = page.getByLabel('The code on the guest’s phone');
			await expect(word).toBeFocused();
			if (javaScriptEnabled) await expectAccessible(page);

			const phone = await context.newPage();
			await phone.goto('/home');
			await phone.getByRole('link', { name: 'The front desk asks for your points' }).click();
			await expect(phone.getByText('Your bill is $31.20.')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(phone);
			const code = (await phone.locator('.text-grand').textContent()) ?? '';
			await word.fill(code === '000000' ? '000001' : '000000');
			await page.getByRole('button', { name: 'Use the points' }).click();
			await expect(page.getByRole('alert')).toContainText('4 more tries');
			await word.fill(code);
			await page.getByRole('button', { name: 'Use the points' }).click();
			await expect(page.getByText('Paid with points')).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			if (!javaScriptEnabled) await phone.reload();
			await expect(phone.getByRole('status')).toContainText('off your bill');
			await page.getByRole('button', { name: 'Take it back' }).click();
			await expect(page.getByText(/^Undone\. [\d,]+ points are back/)).toBeVisible();
			await phone.reload();
			await expect(phone.getByRole('status')).toContainText('Your points are back.');
			await phone.close();
		});
	});
}

test('E5 K2: the desk redeems a reward for a guest who first says no, then tells the code, and takes its voucher', async ({
	page,
	context,
	db,
	signIn,
	stay,
	signInStaff
}) => {
	const guest = await before(page, { signIn, stay, signInStaff });
	await offerAndBuy(db, guest, { name: { en: 'A picnic by the river' } });
	const phone = await context.newPage();
	const ask = async () => {
		await lookUp(page, guest.number);
		await page.locator('summary', { hasText: 'Redeem a reward for the guest' }).click();
		const row = page.getByRole('listitem').filter({ hasText: 'A picnic by the river' }).last();
		await row.locator('summary').click();
		await row.getByRole('button', { name: 'Ask the guest' }).click();
		await expect(page.getByRole('heading', { name: 'A picnic by the river' })).toBeVisible();
		await phone.goto('/desk-request');
		await expect(phone.getByText('“A picnic by the river” for 1 point')).toBeVisible();
		return (await phone.locator('.text-grand').textContent()) ?? '';
	};
	const word = page.getByLabel('The code on the guest’s phone');
	const declined = await ask();
	await phone.getByRole('button', { name: 'No, keep my points' }).click();
	await expect(phone.getByRole('status')).toContainText('Nothing was taken');
	await word.fill(declined);
	await page.getByRole('button', { name: 'Use the points' }).click();
	await expect(page.getByRole('alert')).toContainText('This request is over');

	await word.fill(await ask());
	await page.getByRole('button', { name: 'Use the points' }).click();
	await expect(page.getByText('Redeemed with points')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Take it now' }).click();
	await expect(page.getByText('Voucher taken')).toBeVisible();
});

test('K2: the desk of one hotel is told where the voucher of another is good', async ({
	page,
	db,
	signIn,
	stay,
	signInStaff
}) => {
	const guest = await before(page, { signIn, stay, signInStaff });
	const { voucherId } = await offerAndBuy(db, guest, { properties: [await anotherHouse(db)] });
	const voucher = db.selectFrom('voucher').select('code').where('redemption_id', '=', voucherId);
	await lookUp(page, (await voucher.executeTakeFirstOrThrow()).code);
	await expect(page.getByRole('alert')).toContainText('It is not for this hotel');
	await expect(page.getByRole('alert')).toContainText('Aurora Lake');
	await lookUp(page, guest.number);
	await expect(page.getByText('No voucher can be used here today.')).toBeVisible();
});

async function offerMoneyOff(db: Db): Promise<void> {
	const reward = {
		kind: 'money-off',
		name: { en: 'Money off your bill', 'zh-CN': '账单抵扣' },
		description: { en: 'Pay with points.' },
		points: 1,
		validDays: 1
	} as const;
	const made = { rewardId: newId(), revision: 0, reward, status: 'offered', stock: null } as const;
	await saveReward(db, made, { kind: 'system', id: 'test' }, new Date().toISOString());
}

/** The code of a second hotel of the group, where no clerk of these tests works. */
async function anotherHouse(db: Db): Promise<string> {
	const code = newId().slice(-8).toUpperCase();
	const name = { en: 'Aurora Lake', 'zh-CN': '极光湖畔酒店' };
	const place = { timeZone: 'UTC', currency: 'USD', brand: 'standard' };
	const system = { kind: 'system', id: 'test' } as const;
	await addProperty(db, { code, name, ...place }, system, new Date().toISOString());
	return code;
}
