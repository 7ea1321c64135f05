import type { Page } from '@playwright/test';
import { addDays } from '#lib/domain/calendar.ts';
import { m } from '#lib/i18n/messages.ts';
import { sendClaim } from '#lib/server/claims/send-claim.ts';
import { textVersions } from '#lib/server/consent/purposes.ts';
import { newId } from '#lib/server/ids.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { expect, test } from './fixtures.ts';
import { furnish } from './furnished.ts';

test.use({ losesNetwork: true, contextOptions: { reducedMotion: 'reduce' } });

interface Row {
	readonly what: string;
	readonly at: string;
	/** What is typed; asked again after the send that nobody answered. */
	readonly fill?: (page: Page) => Promise<void>;
	readonly still?: (page: Page) => Promise<void>;
	readonly send: (page: Page) => Promise<void>;
	/** What the guest reads near the button. */
	readonly says: string;
	readonly done: (page: Page) => Promise<void>;
}

const press = (name: string) => (page: Page) =>
	page.getByRole('button', { name, exact: false }).first().click();
const sees = (text: string | RegExp) => (page: Page) =>
	expect(page.getByText(text).first()).toBeVisible();
const open = (page: Page, summary: string) =>
	page.locator('summary', { hasText: summary }).first().click();

test('L2: whatever a member sends and nobody answers, what was typed stays, a sentence says so, and it can be sent again', async ({
	page,
	context,
	db,
	signIn,
	stay
}) => {
	const now = new Date().toISOString();
	const today = now.slice(0, 10);
	const guest = await signIn({ joinedAt: `${addDays(today, -60)}T09:00:00.000Z` });
	const past = await stay(guest, { arrival: addDays(today, -50) });
	const addresses = await furnish(db, guest, past);
	const agreed = { version: textVersions.health, locale: 'en' };
	const wish = { id: newId(), memberId: guest.id, values: { allergies: ['nuts'] }, agreed };
	await savePreferences(db, wish, now);
	const claimId = newId();
	await sendClaim(
		db,
		{
			...{ id: claimId, memberId: guest.id, property: 'CITY', note: '', photo: undefined },
			...{ arrival: addDays(today, -58), departure: addDays(today, -56) },
			...{ reference: 'B-1', bookedName: 'Ada' }
		} as Parameters<typeof sendClaim>[1],
		now
	);
	const address = (part: RegExp) => addresses.find((one) => part.test(one)) ?? '';
	const given = page.getByLabel(m.field_given_name());
	const fresh = page.getByLabel(m.field_new_email());

	const rows: readonly Row[] = [
		{
			what: 'a claim taken back',
			at: `/stays/claims/${claimId}`,
			send: press(m.claim_withdraw()),
			says: m.form_no_answer(),
			done: sees(m.claim_withdrawn_text())
		},
		{
			what: 'an older wish',
			at: '/preferences/history',
			send: press(m.prefs_history_restore()),
			says: m.form_no_answer(),
			done: sees(m.prefs_history_restored())
		},
		{
			what: 'the consent to health',
			at: '/preferences/health',
			send: press(m.prefs_health_erase()),
			says: m.form_no_answer(),
			done: sees(m.prefs_health_erased())
		},
		{
			what: 'a gift',
			at: '/milestones',
			fill: (on) => on.getByRole('radio').first().check(),
			still: (on) => expect(on.getByRole('radio').first()).toBeChecked(),
			send: press(m.milestones_choose_this()),
			says: m.form_no_answer(),
			done: sees(m.milestones_done())
		},
		{
			what: 'another address',
			at: '/me',
			fill: async (on) => {
				await open(on, m.me_address_change());
				await fresh.fill(`${newId()}@guest.example`);
				await on.locator('#address-password').fill('wrong wrong wrong');
			},
			still: async (on) => {
				await expect(fresh).toHaveValue(/guest\.example/);
				await expect(on.locator('#address-password')).toHaveValue('wrong wrong wrong');
			},
			send: press(m.me_address_button()),
			says: m.form_no_answer(),
			done: (on) => expect(on.locator('#address [role=alert]').first()).toBeVisible()
		},
		{
			what: 'a name',
			at: '/me',
			fill: async (on) => {
				await open(on, m.me_name_change());
				await given.fill('Adele');
			},
			still: () => expect(given).toHaveValue('Adele'),
			send: (on) => on.locator('#name').getByRole('button', { name: m.save() }).click(),
			says: m.outbox_kept(),
			done: sees(/^Adele /)
		},
		{
			what: 'notices',
			at: '/me/notices',
			fill: (on) => on.locator('input[name="survey.mail"]').uncheck(),
			still: (on) => expect(on.locator('input[name="survey.mail"]')).not.toBeChecked(),
			send: (on) => on.locator('form[action="?/save"]').getByRole('button').click(),
			says: m.outbox_kept(),
			done: sees(m.notices_saved())
		},
		{
			what: 'a reward',
			at: address(/^\/rewards\/[^v]/),
			send: press(m.reward_redeem({ points: '1' }).split('1')[0] ?? ''),
			says: m.reward_needs_network(),
			done: (on) => expect(on).toHaveURL(/\/rewards\/vouchers\//)
		},
		{
			what: 'a voucher taken back',
			at: address(/vouchers\/./),
			fill: (on) => open(on, m.voucher_cancel()),
			send: (on) => on.locator('form[action*="cancel"] button').click(),
			says: m.form_no_answer(),
			done: sees(/^You took this back/)
		},
		{
			what: 'what the desk asks',
			at: '/desk-request',
			send: press(m.asked_decline()),
			says: m.form_no_answer(),
			done: sees(m.asked_declined())
		}
	];
	for (const { what, at, fill, still, send, says, done } of rows)
		await test.step(what, async () => {
			await page.goto(at);
			await page.waitForLoadState('networkidle');
			await fill?.(page);
			// The scripts of what is kept come once the page is quiet.
			if (says === m.outbox_kept()) await page.waitForTimeout(1_500);
			await context.setOffline(true);
			await send(page);
			await expect(page.getByText(says)).toBeVisible();
			await still?.(page);
			await expect(page).toHaveURL(at);
			await context.setOffline(false);
			await send(page);
			await done(page);
		});
});
