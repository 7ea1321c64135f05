import sharp from 'sharp';
import type { Db } from '#lib/server/db/database.ts';
import { withPhoto } from '../integration/branched-survey.ts';
import { askAbout } from '../integration/survey-people.ts';
import { daysFrom, expect, expectAccessible, test, type Guest } from './fixtures.ts';

const question = 'What did you see?';
const pdf = { name: 'view.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };

async function aPhoto(background: string) {
	const create = { width: 300, height: 200, channels: 3, background } as const;
	const buffer = await sharp({ create }).jpeg().toBuffer();
	return { name: 'view.jpg', mimeType: 'image/jpeg', buffer };
}

async function asked(
	db: Db,
	guest: Guest,
	stay: (guest: Guest, changes: object) => Promise<string>
) {
	const departure = daysFrom(new Date().toISOString().slice(0, 10), -2);
	const stayId = await stay(guest, { arrival: daysFrom(departure, -2), departure });
	return askAbout(db, guest.id, stayId, new Date().toISOString(), { survey: withPhoto });
}

const answersOf = (db: Db, id: string) =>
	db
		.selectFrom('survey_answer')
		.select(['item', 'value'])
		.where('response_id', '=', id)
		.where('value', '!=', '')
		.orderBy('item')
		.execute();

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });

		test('H1 H3: a photo answers by the mailed link, what is none keeps the other answers, the manager sees it', async ({
			page,
			context,
			db,
			signIn,
			signInStaff,
			stay
		}) => {
			const { id, token } = await asked(db, await signIn(), stay);
			await context.clearCookies();
			const last = `/s/${token}?step=4`;
			await page.goto(last);
			await page.getByLabel('Say it in words').fill('The harbour at six');
			await page.getByLabel(question).setInputFiles(pdf);
			if (!javaScriptEnabled) await page.getByRole('button', { name: 'Send' }).click();
			await expect(page.locator('#view-problem')).toContainText('no picture that we can read');
			await expect(page.getByLabel('Say it in words')).toHaveValue('The harbour at six');
			await expect
				.poll(() => answersOf(db, id))
				.toEqual([{ item: 'words', value: 'The harbour at six' }]);
			if (javaScriptEnabled) await expectAccessible(page);

			await page.getByLabel(question).setInputFiles(await aPhoto('#2266aa'));
			if (javaScriptEnabled) await expect(page.getByText('Saved')).toBeVisible();
			else await page.getByRole('button', { name: 'Back' }).click();
			await expect.poll(() => answersOf(db, id)).toHaveLength(2);

			// On the next visit it is there, and can be taken out.
			await page.goto(last);
			const shown = page.getByAltText('Your photo');
			await expect(shown).toHaveJSProperty('naturalWidth', 300);
			await page.getByRole('button', { name: 'Take the photo out' }).click();
			await expect(shown).toBeHidden();
			await expect.poll(() => answersOf(db, id)).toHaveLength(1);

			await page.getByLabel(question).setInputFiles(await aPhoto('#aa2266'));
			if (javaScriptEnabled) await expect(page.getByText('Saved')).toBeVisible();
			await page.getByRole('button', { name: 'Send' }).click();
			await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();

			await signInStaff('manager');
			await page.goto(`/admin/surveys/responses/${id}`);
			await expect(page.getByAltText(`Photo: ${question}`)).toHaveJSProperty('naturalWidth', 300);
			await expect(page.getByText('The harbour at six')).toBeVisible();
		});
	});
