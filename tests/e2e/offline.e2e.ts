import type { Page } from '@playwright/test';
import { stepAt } from '#lib/domain/cards/rotating-code.ts';
import type { Db } from '#lib/server/db/database.ts';
import { sendClaim } from '#lib/server/claims/send-claim.ts';
import { newId } from '#lib/server/ids.ts';
import { codeAt } from '#lib/server/cards/check-code.ts';
import { backOnline, expect, expectAccessible, test, type Guest } from './fixtures.ts';
import { furnish } from './furnished.ts';
import { containing, everythingKept, kept } from './kept.ts';

test.use({ losesNetwork: true });

const line = (page: Page) => page.getByRole('status').filter({ hasText: 'Offline, as of' });

test('L2: card, points, entries, stays, vouchers, wishes and surveys can be read without a network', async ({
	page,
	context,
	db,
	signIn,
	stay
}) => {
	const guest = await signIn({
		familyName: 'Lindqvist',
		joinedAt: `${inDays(-30)}T09:00:00.000Z`
	});
	const past = await stay(guest);
	const today = new Date().toISOString().slice(0, 10);
	const coming = await stay(guest, { status: 'booked', arrival: today, departure: inDays(3) });
	const addresses = await furnish(db, guest, past);
	const claim = await claimOf(db, guest);
	const voucher = addresses.find((address) => /vouchers\/./.test(address)) ?? '';
	const survey = addresses.find((address) => /^\/surveys\/./.test(address)) ?? '';
	const entries = db.selectFrom('entry').select('id').where('member_id', '=', guest.id);
	const entry = `/points/${(await entries.executeTakeFirstOrThrow()).id}`;
	await page.goto('/home');
	await kept(page);
	await context.setOffline(true);

	const main = page.locator('main');
	for (const [address, text] of [
		['/home', 'Lindqvist'],
		['/points', 'Aurora City'],
		[entry, 'Why these points?'],
		['/stays', 'Aurora City'],
		['/stays/claim', 'Name on the booking'],
		[claim, 'B-42'],
		[`/stays/${coming}`, 'Aurora City'],
		['/rewards/vouchers', 'Supper for two'],
		[voucher, 'Supper for two'],
		['/preferences', 'How you like it'],
		['/preferences?property=CITY', 'Aurora City'],
		['/surveys', 'Aurora City'],
		[survey, 'How was your stay?'],
		[`${survey}?step=2`, 'How was your stay?'],
		['/me', guest.email]
	] as const) {
		await page.goto(address);
		await expect(line(page), address).toBeVisible();
		await expect(main, address).toContainText(text);
	}
	await expectAccessible(page);

	// By a link, as guests go; what is not kept says so, and offers what is.
	await page.getByRole('link', { name: 'Rewards', exact: true }).click();
	await expect(main).toContainText('This page needs the network');
	await main.getByRole('link', { name: 'My card' }).click();
	await expectCode(page, guest, db);

	await backOnline(page);
	await expect(page.getByText('You are back online.')).toBeVisible();
	await page.getByRole('link', { name: 'Rewards', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'Rewards' })).toBeVisible();
	await expect(line(page)).toBeHidden();
});

test('B2: without a network the card makes its codes right on a phone whose clock is an hour off', async ({
	page,
	context,
	db,
	signIn
}) => {
	const guest = await signIn();
	const behind_ms = -3_600_000;
	await page.clock.install({ time: Date.now() + behind_ms });
	await page.goto('/home');
	await kept(page);
	await context.setOffline(true);
	await page.goto('/card');
	await expectCode(page, guest, db);
});

test('L3: another member on the same phone sees nothing of the first, whose session had ended', async ({
	page,
	context,
	signIn
}) => {
	const first = await signIn({ familyName: 'Quillfeather' });
	const secrets = ['Quillfeather', first.email, first.number];
	await page.goto('/home');
	await kept(page);
	expect(containing(secrets, await everythingKept(page))).not.toEqual([]);
	await context.clearCookies({ name: 'stayward' });
	await page.goto('/points');
	await expect(page).toHaveURL(/\/sign-in/);
	await expect(async () =>
		expect(containing(secrets, await everythingKept(page))).toEqual([])
	).toPass();

	await signIn({ familyName: 'Second' });
	await page.goto('/home');
	await kept(page);
	await context.setOffline(true);
	await page.goto('/home');
	await expect(page.locator('main')).toContainText('Second');
	expect(containing(secrets, await everythingKept(page))).toEqual([]);
});

test('L3 T18: signing out without a network leaves nothing on the phone, and ends at the server before anything else is shown', async ({
	page,
	context,
	db,
	signIn
}) => {
	const guest = await signIn({ familyName: 'Quillfeather' });
	const secrets = ['Quillfeather', guest.email, guest.number];
	await page.goto('/home');
	await page.goto('/me');
	await kept(page);
	const before = await sessionsOf(db, guest);
	const second = await context.newPage();
	await second.goto('/points/lots');
	await kept(second, '/points/lots');
	await context.setOffline(true);

	await page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
	await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
	expect(containing(secrets, await everythingKept(page))).toEqual([]);
	await expect(second.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
	expect(containing(secrets, await second.content())).toEqual([]);
	await page.goBack();
	await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
	expect(containing(secrets, await page.content())).toEqual([]);

	await backOnline(page);
	await page.goto('/home');
	await expect(page).toHaveURL(/\/sign-in/);
	expect(await sessionsOf(db, guest)).toBe(before - 1);
	expect(containing(secrets, await everythingKept(page))).toEqual([]);
});

test('L2: a network that never answers is waited for as long as a lift stops, then the page is as it was kept', async ({
	page,
	context,
	signIn
}) => {
	await signIn();
	await page.goto('/home');
	await kept(page);
	await context.route('**/points', () => undefined);
	await page.goto('/points');
	await expect(line(page)).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Points', exact: true })).toBeVisible();
});

async function expectCode(page: Page, { id, number }: Guest, db: Db): Promise<void> {
	const keys = db.selectFrom('card_key').select('secret').where('member_id', '=', id);
	const { secret } = await keys.executeTakeFirstOrThrow();
	await expect(async () => {
		const code = codeAt(secret, number, stepAt(new Date().toISOString()));
		const shown = `${code.slice(0, 4)} ${code.slice(4)}`;
		await expect(page.getByText(shown)).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 10_000 });
}

async function sessionsOf(db: Db, { id }: Guest): Promise<number> {
	const sessions = db.selectFrom('session').select('id').where('subject_id', '=', id);
	return (await sessions.execute()).length;
}

/** A missing stay that was claimed; its page. */
async function claimOf(db: Db, { id: memberId }: Guest): Promise<string> {
	const claim = { id: newId(), memberId, property: 'CITY', note: '', photo: undefined };
	const days = { arrival: inDays(-20), departure: inDays(-18) };
	const booked = { reference: 'B-42', bookedName: 'Lindqvist' };
	await sendClaim(db, { ...claim, ...days, ...booked }, new Date().toISOString());
	return `/stays/claims/${claim.id}`;
}

function inDays(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
