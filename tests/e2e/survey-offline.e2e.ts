import { m } from '#lib/i18n/messages.ts';
import { branched } from '../integration/branched-survey.ts';
import { askAbout } from '../integration/survey-people.ts';
import { backOnline, expect, test } from './fixtures.ts';
import { kept } from './kept.ts';

test.use({ losesNetwork: true });

const en = { locale: 'en' } as const;

test.afterEach(({ complaints }) => {
	// The browser notes that it was offline.
	complaints.splice(0);
});

test('H1 H3: what a changed answer hides while there is no network is kept aside, sent once and not counted', async ({
	page,
	context,
	db,
	signIn,
	stay
}) => {
	const guest = await signIn();
	const now = new Date().toISOString();
	const { id } = await askAbout(db, guest.id, await stay(guest), now, { survey: branched });
	// The last part; the one before it is not asked until something else is answered.
	const path = `/surveys/${id}?step=4`;
	await page.goto('/home');
	await kept(page, path);
	await page.goto(path);
	const choose = (words: string) =>
		page
			.getByRole('group', { name: 'Would you recommend us?' })
			.getByText(words, { exact: true })
			.click();
	const why = page.getByLabel('What was it?');
	const answers = async () => {
		const all = db.selectFrom('survey_answer').where('response_id', '=', id);
		return all.select(['item', 'value']).orderBy('item').execute();
	};

	await context.setOffline(true);
	await choose('3');
	await why.fill('The lift.');
	await why.blur();
	await expect(page.getByText(m.outbox_kept({}, en))).toBeVisible();
	await choose('10');
	await expect(why).toBeHidden();
	expect(await answers()).toEqual([]);

	await backOnline(page);
	await expect(async () =>
		expect(await answers()).toEqual([
			{ item: 'recommend', value: '10' },
			{ item: 'why', value: 'The lift.' }
		])
	).toPass({ timeout: 10_000 });
	await page.getByRole('button', { name: m.survey_send({}, en) }).click();
	await expect(page.getByRole('heading', { name: m.survey_thanks_title({}, en) })).toBeVisible();
	const response = db.selectFrom('survey_response').where('id', '=', id);
	expect(await response.select(['status', 'recommend']).execute()).toEqual([
		{ status: 'submitted', recommend: 10 }
	]);
	// Nobody is asked what was wrong who would come again: no words, no case.
	const words = db.selectFrom('response_word').where('response_id', '=', id);
	expect(await words.selectAll().execute()).toEqual([]);
	const cases = db.selectFrom('guest_case').where('member_id', '=', guest.id);
	expect(await cases.selectAll().execute()).toEqual([]);
});
