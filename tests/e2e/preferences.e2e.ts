import { m } from '#lib/i18n/messages.ts';
import {
	backOnline,
	daysFrom,
	expect,
	expectAccessible,
	languages,
	test,
	type Language
} from './fixtures.ts';
import { kept } from './kept.ts';

test.use({ losesNetwork: true });

/** What the shipped catalogue and the pages say. */
function wordsIn(language: Language) {
	const options = { locale: language };
	const isEnglish = language === 'en';
	return {
		save: m.prefs_save({}, options),
		history: m.prefs_history({}, options),
		back: m.prefs_history_restore({}, options),
		change: m.prefs_stay_change({}, options),
		saved: (items: string) => m.prefs_saved({ items }, options),
		everywhere: (value: string) => m.prefs_as_everywhere({ value }, options),
		kept: m.outbox_kept({}, options),
		room: isEnglish ? 'Room' : '客房',
		bed: isEnglish ? 'Kind of bed' : '床型',
		double: isEnglish ? 'One large bed' : '一张大床',
		twin: isEnglish ? 'Two single beds' : '两张单人床',
		warmth: isEnglish ? 'Temperature on arrival' : '入住时的室温'
	};
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		for (const language of languages) {
			test(`F2 ${language}: a wish is kept, another one at one hotel, and taken back`, async ({
				page,
				signIn,
				stay
			}) => {
				const say = wordsIn(language);
				const guest = await signIn({ locale: language });
				const today = new Date().toISOString().slice(0, 10);
				const id = await stay(guest, {
					status: 'booked',
					arrival: daysFrom(today, 3),
					departure: daysFrom(today, 5),
					folio: []
				});
				await page.goto('/preferences');
				await page.getByRole('radio', { name: say.double }).check();
				await page.getByText(say.room, { exact: true }).click();
				await page.getByLabel(say.warmth).fill('99');
				await page.getByRole('button', { name: say.save }).click();
				await expect(page.getByRole('alert')).toContainText(say.warmth);
				await expect(page.getByLabel(say.warmth)).toHaveValue('99');
				await expect(page.getByRole('radio', { name: say.double })).toBeChecked();
				await page.getByLabel(say.warmth).fill('21');
				await page.getByRole('button', { name: say.save }).click();
				await expect(page.getByRole('status')).toContainText(say.bed);
				if (javaScriptEnabled) await expectAccessible(page);

				await page.goto(`/stays/${id}`);
				await expect(page.getByText('21 °C')).toBeVisible();
				await page.getByRole('link', { name: say.change }).click();
				const asEverywhere = page.getByRole('radio', { name: say.everywhere(say.double) });
				await expect(asEverywhere).toBeChecked();
				await page.getByRole('radio', { name: say.twin }).check();
				await page.getByRole('button', { name: say.save }).click();
				await expect(page.getByRole('status')).toHaveText(say.saved(say.bed));
				await page.goto(`/stays/${id}`);
				await expect(page.getByText(say.twin)).toBeVisible();

				await page.goto('/preferences');
				await page.getByRole('radio', { name: say.twin }).check();
				await page.getByRole('button', { name: say.save }).click();
				await expect(page.getByRole('status')).toHaveText(say.saved(say.bed));
				await page.getByRole('link', { name: say.history }).click();
				await page.getByRole('button', { name: say.back }).first().click();
				await expect(
					page.getByText(m.prefs_history_restored({}, { locale: language }))
				).toBeVisible();
				await page.goto('/preferences');
				await expect(page.getByRole('radio', { name: say.double })).toBeChecked();
			});
		}
	});
}

test('F2: without an answer nothing that was chosen is lost, and sending again saves it once', async ({
	page,
	context,
	signIn,
	db,
	complaints
}) => {
	const say = wordsIn('en');
	const guest = await signIn();
	await page.goto('/preferences');
	await kept(page, '/preferences');
	await page.getByRole('radio', { name: say.twin }).check();
	await context.setOffline(true);
	await page.getByRole('button', { name: say.save }).click();
	await expect(page.getByText(say.kept)).toBeVisible();
	await expect(page.getByRole('radio', { name: say.twin })).toBeChecked();
	await backOnline(page);
	await page.getByRole('button', { name: say.save }).click();
	await expect(async () => {
		const rows = await db
			.selectFrom('preference_change')
			.select('item_id')
			.where('member_id', '=', guest.id)
			.execute();
		expect(rows).toEqual([{ item_id: 'bed-type' }]);
	}).toPass();
	// The browser notes that it was offline.
	complaints.splice(0);
});
