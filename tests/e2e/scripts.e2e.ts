import { startSession } from '#lib/server/auth/sessions.ts';
import { newId } from '#lib/server/ids.ts';
import { expect, test } from './fixtures.ts';
import { employ, fillHouse, openHouse, writeCatalogue } from './scripted-house.ts';
import { expectTexts, stored } from './stored-scripts.ts';

test('T17: fifty stored scripts, in every field that guests and houses fill in, run nowhere', async ({
	page,
	signIn,
	stay,
	db
}) => {
	test.slow();
	expect(new Set(stored).size).toBe(50);
	const guest = await signIn();
	const [property] = await db.selectFrom('property').selectAll().execute();
	for (const [at, script] of stored.entries()) {
		await db
			.updateTable('member_identity')
			.set({ given_name: script, family_name: script, pending_email: script })
			.where('member_id', '=', guest.id)
			.execute();
		if (at % 5 > 0) {
			await page.goto('/home');
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${script} ${script}`);
			continue;
		}
		const stayId = await stay(guest, {
			source: script.slice(0, 30),
			stayId: newId(),
			roomType: script,
			ratePlan: script,
			channel: script
		});
		for (const address of ['/home', '/me', '/card', '/points', '/stays', `/stays/${stayId}`])
			await page.goto(address);
		await expect(page.getByText(script).first()).toBeVisible();
	}
	expect(property).toBeDefined();
});

test('T17: scripts in addresses and forms come back as text', async ({ page }) => {
	for (const script of stored.slice(0, 20)) {
		await page.goto(`/sign-in?next=${encodeURIComponent(script)}`);
		await page.goto(`/nowhere/${encodeURIComponent(script)}`);
	}
	await page.goto('/join');
	await page.getByLabel('Given name').fill(stored[13] ?? '');
	await page.getByLabel('E-mail address').fill(stored[1] ?? '');
	await page.getByRole('button', { name: 'Join', exact: true }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByLabel('Given name')).toHaveValue(stored[13] ?? '');
});

const rounds = 2;

test('T17: fifty stored scripts, in every text of rewards, wishes, surveys, houses and staff, run nowhere', async ({
	page,
	context,
	baseURL,
	signIn,
	db
}) => {
	test.slow();
	const house = await openHouse(db);
	const rewards: string[] = [];
	const themes: string[] = [];
	const size = stored.length / rounds;
	for (let round = 1; round <= rounds; round++) {
		const scripts = stored.slice((round - 1) * size, round * size).join(' ');
		const say = (kind: string) => `${kind} ${scripts}`;
		/** Opens a page on which all of these kinds of text are read. */
		const read = async (address: string, ...kinds: string[]) => {
			const answer = await page.goto(address);
			expect(answer?.status(), address).toBe(200);
			await expectTexts(page, kinds.map(say));
		};
		const staffed = async (role: 'desk' | 'owner') => {
			const id = await employ(db, house, role, say('staff'));
			const { token } = await startSession(db, 'staff', id, 'Chrome/140 Windows');
			await context.addCookies([{ name: 'stayward-staff', value: token, url: baseURL ?? '' }]);
			return id;
		};

		await context.clearCookies();
		const guest = await signIn({ givenName: say('given'), familyName: say('family') });
		await writeCatalogue(db, house, say, 'offered');
		const made = await fillHouse(db, house, guest, round, say);
		rewards.push(made.rewardId);
		themes.push(made.themeId);
		await read('/home', 'given', 'family', 'house');
		await read('/me', 'given', 'device');
		await read('/points', 'house');
		await read(`/points/${made.entryId}`, 'why');
		await read('/stays', 'house');
		await read(`/stays/${made.pastId}`, 'house', 'room');
		await read(`/stays/${made.hereId}`, 'house', 'wish', 'asked');
		await read('/rewards', 'reward');
		await read(`/rewards/${made.rewardId}`, 'reward', 'description', 'terms');
		await read('/rewards/vouchers', 'reward');
		await read(`/rewards/vouchers/${made.voucherId}`, 'reward');
		await read('/preferences', 'group', 'item', 'hint', 'option', 'asked', 'wish');
		await read(`/preferences?property=${house.code}`, 'house', 'item', 'wish');
		await read('/preferences/history', 'item', 'option', 'asked', 'wish');
		await read('/surveys', 'house');
		await read(`/surveys/${made.surveyId}`, 'dimension', 'question', 'house');
		await read(`/s/${made.token}?step=2`, 'closing');
		const ofGuest = ['house', 'comment', 'answer', 'changed'];
		await read(`/surveys/cases/${made.caseId}`, ...ofGuest);

		await staffed('desk');
		await read('/desk', 'house');
		await page.getByLabel('Card or voucher').fill(guest.number);
		await page.getByRole('button', { name: 'Look up' }).click();
		await expect(page.getByRole('heading', { name: 'given' })).toBeVisible();
		await expectTexts(page, ['family', 'room', 'wish', 'reward'].map(say));

		const ownerId = await staffed('owner');
		await read('/admin/members?sort=joined&order=down', 'given');
		await read(`/admin/members/${guest.id}`, 'given', 'why');
		await read(`/admin/members/${guest.id}/ledger`, 'why');
		await read('/admin/rewards?q=reward', 'reward');
		await read(`/admin/rewards/${made.rewardId}`, 'reward', 'description', 'terms');
		await read(`/admin/preferences?group=${house.group}`, 'group', 'item', 'asked');
		await read(`/admin/preferences/${house.choice}`, 'group', 'item', 'hint', 'option', 'house');
		await read('/admin/preferences/groups', 'group');
		await read(`/admin/properties/${house.propertyId}`, 'house');
		await read('/admin/staff?sort=name&order=down', 'staff');
		await read(`/admin/staff/${ownerId}`, 'staff');
		await read('/admin/surveys', 'house');
		await read('/admin/surveys/scores', 'house');
		await read('/admin/surveys/words', 'theme');
		await read(`/admin/surveys/words/${made.themeId}`, 'theme');
		await read(`/admin/cases?status=resolved&q=${guest.number}`, 'given', 'family', 'house');
		await read(`/admin/cases/${made.caseId}`, ...ofGuest, 'gift', 'resolution');
		await read('/admin/surveys/responses', 'house');
		await read(`/admin/surveys/responses/${made.sentId}`, 'dimension', 'question', 'comment');
		await read('/admin/audit?act=property-changed', 'before', 'after', 'because');
		await read('/admin/mail');
	}
	await writeCatalogue(db, house, () => 'Aurora Hill', 'archived');
	const removed = { removed_at: new Date().toISOString() };
	await db.updateTable('theme').set(removed).where('id', 'in', themes).execute();
	await db.updateTable('reward').set({ status: 'archived' }).where('id', 'in', rewards).execute();
});
