import type { Page } from '@playwright/test';
import { m } from '#lib/i18n/messages.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { surveyed } from './furnished.ts';
import { anotherDevice, invited } from './invited.ts';

const en = { locale: 'en' } as const;
const zh = { locale: 'zh-CN' } as const;
const mended = 'The heating was mended this morning.';
const changed = 'Every heater is looked at in autumn.';

const choose = (page: Page, question: string, words: string) =>
	page.getByRole('group', { name: question }).getByText(words, { exact: true }).click();

for (const javaScript of [true, false])
	test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled: javaScript });

		test('H2 H3 H6: from the mail to an answer: a low score on two devices is a case, and the guest reads what became of it', async ({
			page,
			browser,
			context,
			db,
			signIn,
			signInStaff,
			stay,
			inLanguage
		}) => {
			const guest = await signIn({ locale: 'zh-CN' });
			const link = await invited(db, guest, stay);
			await context.clearCookies();
			await inLanguage('en');
			await page.goto(link);
			await choose(page, 'The location', m.survey_rate_1({}, en));
			// Without scripts the button of the part keeps it.
			if (javaScript) await expect(page.getByRole('status')).toHaveText(m.survey_saved({}, en));
			else await page.getByRole('button', { name: m.survey_continue({}, en) }).click();

			const phone = await anotherDevice(browser, 'zh-CN', javaScript);
			await phone.page.goto(`${link}?step=1`);
			const kept = phone.page.getByRole('group', { name: '地理位置' });
			await expect(
				kept.getByRole('radio', { name: m.survey_rate_1({}, zh), exact: true })
			).toBeChecked();
			await phone.page.goto(`${link}?step=6`);
			await choose(phone.page, '您会向朋友推荐我们吗？', '2');
			await phone.page.getByRole('textbox').fill('房间的暖气坏了。');
			await phone.page.getByRole('button', { name: m.survey_send({}, zh) }).click();
			await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(
				m.survey_thanks_title({}, zh)
			);

			await signInStaff('manager');
			await page.goto('/admin/cases');
			await page.getByRole('searchbox').fill(guest.number);
			await page.getByRole('button', { name: m.list_find({}, en) }).click();
			await page.getByRole('row').filter({ hasText: guest.number }).getByRole('link').click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.case_complaint({}, en));
			await expect(page.getByText('房间的暖气坏了。')).toBeVisible();
			await page.getByLabel(m.case_admin_answer({}, en)).fill(mended);
			await page.getByRole('button', { name: m.case_send({}, en) }).click();
			await expect(page.getByText(m.case_admin_answered({}, en))).toBeVisible();
			await page.getByLabel(m.goodwill_points({}, en)).fill('500');
			await page.getByLabel(m.goodwill_why({}, en)).fill('For the cold nights.');
			await page.getByRole('button', { name: m.goodwill_give({}, en) }).click();
			await expect(page.getByText(m.goodwill_done_given({}, en))).toBeVisible();
			await page.getByLabel(m.case_resolution({}, en)).fill('Heater replaced.');
			await page.getByLabel(m.case_changed({}, en)).fill(changed);
			await page.getByRole('button', { name: m.case_admin_end({}, en) }).click();
			await expect(page.getByText(m.case_admin_resolved({}, en))).toBeVisible();

			const { token } = await startSession(db, 'member', guest.id, 'Chrome/140 Android');
			const url = process.env['STAYWARD_E2E_URL'] ?? '';
			await phone.context.addCookies([{ name: 'stayward', value: token, url }]);
			await phone.page.goto('/surveys');
			const told = phone.page.getByRole('link').filter({ hasText: m.case_complaint({}, zh) });
			await expect(told).toContainText(m.case_has_changed({}, zh));
			await told.click();
			for (const words of [mended, changed])
				await expect(phone.page.getByText(words)).toBeVisible();
			await expect(phone.page.getByText(/500/)).toBeVisible();
			await phone.page.goto('/points');
			await expect(phone.page.getByText(/\+500/).first()).toBeVisible();
			await phone.close();
		});

		test('H6: a house says when somebody is there; what is not a time is refused and nothing is lost', async ({
			page,
			signInStaff
		}) => {
			await signInStaff('manager');
			await page.goto('/admin/properties/new');
			const label = (name: 'from' | 'to') =>
				page.getByLabel(
					name === 'from'
						? m.property_hours_from({ day: 'Friday' }, en)
						: m.property_hours_to({ day: 'Friday' }, en)
				);
			const code = `H${newId().slice(-6)}`;
			await page.locator('[name="name-en"]').fill('Hour House');
			await page.locator('[name="code"]').fill(code);
			await page.locator('[name="currency"]').fill('USD');
			await page.getByLabel(m.property_time_zone({}, en)).selectOption('Asia/Shanghai');
			await expect(label('from')).toBeHidden();
			await page.getByLabel(m.property_hours({}, en), { exact: true }).first().selectOption('week');
			await label('from').selectOption('14:30');
			await label('to').selectOption('09:00');
			await page.getByRole('button', { name: m.property_add({}, en) }).click();
			const field = m.property_hours_to({ day: 'Friday' }, en);
			await expect(page.getByRole('alert')).toContainText(m.problem_hours_order({ field }, en));
			await expect(label('from')).toHaveValue('14:30');
			await expect(page.locator('[name="code"]')).toHaveValue(code);
			if (javaScript) await expectAccessible(page);
			await label('to').selectOption('24:00');
			await page.getByRole('button', { name: m.property_add({}, en) }).click();
			await expect(page.getByText(m.property_saved({}, en))).toBeVisible();
			await expect(label('from')).toHaveValue('14:30');
			await expect(label('to')).toHaveValue('24:00');
		});
	});

test('H6: a praise is given to a colleague, who reads it on their first page', async ({
	page,
	db,
	context,
	signIn,
	signInStaff,
	stay
}) => {
	const guest = await signIn();
	const responseId = await surveyed(db, guest, await stay(guest), 'Ana was wonderful.', '10');
	const { id } = await db
		.selectFrom('guest_case')
		.select('id')
		.where('response_id', '=', responseId)
		.executeTakeFirstOrThrow();
	const ana = await aClerk(db);
	await signInStaff('manager');
	await page.goto(`/admin/cases/${id}`);
	await page.getByRole('button', { name: m.praised_add({}, en) }).click();
	await expect(page.getByRole('alert')).toContainText(m.refusal_praise_whom({}, en));
	await page.getByLabel(m.praised_colleague({}, en)).selectOption(ana.name);
	await page.getByRole('button', { name: m.praised_add({}, en) }).click();
	await expect(page.getByText(m.praised_told({}, en))).toBeVisible();
	await expectAccessible(page);
	const { token } = await startSession(db, 'staff', ana.id, 'Chrome/140 Windows');
	const url = process.env['STAYWARD_E2E_URL'] ?? '';
	await context.addCookies([{ name: 'stayward-staff', value: token, url }]);
	await page.goto('/desk');
	const praise = page.getByRole('region', { name: m.praise_for_you({}, en) });
	await expect(praise).toContainText('Ana was wonderful.');
	await expect(praise.getByRole('link')).toHaveCount(0);
	await expectAccessible(page);
});

async function aClerk(db: Db): Promise<{ readonly id: string; readonly name: string }> {
	const id = newId();
	const who = { id, name: `Ana ${id.slice(-8)}`, email: `${id}@staff.example`, locale: 'en' };
	const works = {
		role: 'desk',
		propertyCodes: ['CITY'],
		password: 'a clerk’s long secret'
	} as const;
	const actor = { kind: 'system', id: 'test' } as const;
	await createStaff(db, { ...who, ...works }, actor, new Date().toISOString());
	return who;
}
