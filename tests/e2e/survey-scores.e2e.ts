import { m } from '#lib/i18n/messages.ts';
import { firstCuts } from '#lib/domain/surveys/cuts.ts';
import { readSettingToEdit, saveSetting } from '#lib/server/house/settings.ts';
import { cuts } from '#lib/server/surveys/settings.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { askAbout } from '../integration/survey-people.ts';
import { expect, test } from './fixtures.ts';

const en = { locale: 'en' } as const;

for (const javaScript of [true, false])
	test.describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled: javaScript });

		test('H4 H5: a manager reads the scores of a house beside each other and takes them along as a table', async ({
			page,
			db,
			signIn,
			signInStaff,
			stay
		}) => {
			const guest = await signIn();
			const now = new Date().toISOString();
			const { token } = await askAbout(db, guest.id, await stay(guest), now);
			await submitResponse(db, { token }, { location: '4', recommend: '9' }, now);
			await signInStaff('manager');
			await page.goto('/admin/surveys');
			await page.getByLabel(m.survey_filter_property({}, en)).selectOption('CITY');
			await page.getByLabel(m.survey_filter_period({}, en)).selectOption('3');
			await page.getByRole('button', { name: m.list_find({}, en) }).click();
			await page.getByRole('link', { name: m.survey_scores_title({}, en) }).click();
			// The filters go along.
			await expect(page.getByLabel(m.survey_filter_period({}, en))).toHaveValue('3');
			const houses = page.getByRole('table', { name: m.survey_by_property({}, en) });
			await expect(houses.getByRole('row')).toHaveCount(2);
			const [file] = await Promise.all([
				page.waitForEvent('download'),
				page.getByRole('link', { name: m.survey_chart_csv({}, en) }).click()
			]);
			expect(file.suggestedFilename()).toBe('scores.csv');
			const lines = await linesOf(await file.createReadStream());
			expect(lines[0]).toContain('by,id,name,index');
			const all = lines.filter((line) => line.startsWith('all,'));
			expect(all).toHaveLength(1);
			const of = lines.filter((line) => line.startsWith('property,'));
			// Of one house the scores are those of all.
			expect(of.map((line) => line.split(',').slice(3))).toEqual([all[0]!.split(',').slice(3)]);
		});

		test('H5: a manager says from where on a score is good enough; what is refused stays in the form', async ({
			page,
			db,
			signInStaff
		}) => {
			await signInStaff('manager');
			await page.goto('/admin/surveys');
			await page
				.getByRole('link', { name: m.cuts_title({}, en), exact: true })
				.first()
				.click();
			const satisfied = page.getByLabel(m.cuts_satisfied({}, en));
			const high = page.getByLabel(m.cuts_high({}, en));
			const save = page.getByRole('button', { name: m.setting_save({}, en) });
			await satisfied.fill('7,5');
			await high.fill('0');
			await save.click();
			await expect(page.getByRole('alert')).toBeVisible();
			await expect(satisfied).toHaveValue('7,5');
			await expect(high).toHaveAttribute('aria-invalid', 'true');
			await high.fill('1.2');
			await save.click();
			await expect(page.getByRole('status')).toHaveText(m.cuts_saved({}, en));
			await expect(satisfied).toHaveValue('7.5');
			const { revision, value } = await readSettingToEdit(db, cuts);
			expect(value).toEqual({ ...firstCuts, satisfiedFrom: 7.5, highFrom: '1.2' });
			const actor = { kind: 'system', id: 'test' } as const;
			const before = { value: firstCuts, revision };
			await saveSetting(db, cuts, before, actor, new Date().toISOString());
		});
	});

async function linesOf(stream: AsyncIterable<unknown>): Promise<string[]> {
	const parts: Buffer[] = [];
	for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
	return Buffer.concat(parts).toString('utf8').replace('\ufeff', '').trim().split('\r\n');
}
