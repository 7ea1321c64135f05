import type { Page } from '@playwright/test';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { profileLimits } from '#lib/server/auth/limits.ts';
import type { Db } from '#lib/server/db/database.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { askAbout } from '../integration/survey-people.ts';
import { faultsOn } from './barriers.ts';
import { expect, isFull, languages, newSession, test } from './fixtures.ts';
import { furnish, offerAndBuy } from './furnished.ts';
import { forMembers } from './guest-pages.ts';
import { adminPages, nothingThere } from './house-pages.ts';
import { change, dinner, keep } from './offered-dinner.ts';
import { focusAfter, tryForms, type Wrong } from './wrong-forms.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const longName = {
	givenName: 'Maximiliane-Alexandra',
	familyName: 'von Hohenstein-Wittgenstein-Sayn'
};
const longAgo = '2026-01-01T00:00:00.000Z';
const now = () => new Date().toISOString();
const signIns = ['/join', '/sign-in', '/forgot', '/staff/sign-in'];
const withForms = ['/stays/claim', '/me', '/me/notices', '/preferences/health', '/preferences'];
const atDesk = ['/desk/search', '/desk/enrol', '/desk/pin'];
/** Of the house’s own things only those that nothing can be sent to by mistake. */
const notHarmless = /\/(services|preferences|brand|staff\/0|rewards\/0|claims|properties\/0)/;

/** What is wrong with what stands there after a form was sent. */
async function afterwards(page: Page, what: string, isRefused: boolean): Promise<string[]> {
	const focus = await focusAfter(page);
	const lost = isRefused && !/^(alert|field)$/.test(focus) ? [`${what}: the focus: ${focus}`] : [];
	return [...lost, ...(await faultsOn(page, what))];
}

async function tryAll(page: Page, addresses: readonly string[], wrongs: readonly Wrong[]) {
	const faults: string[] = [];
	let refused = 0;
	for (const wrong of wrongs)
		for (const address of addresses)
			await tryForms(page, address, wrong, async (what, isRefused) => {
				if (isRefused) refused++;
				faults.push(...(await afterwards(page, what, isRefused)));
			});
	expect(faults).toEqual([]);
	return refused;
}

for (const language of isFull ? languages : (['zh-CN'] as const)) {
	const wrongs = isFull ? (['empty', 'wrong'] as const) : (['empty'] as const);

	test(`L6: what anybody fills in wrong is said without a barrier, at 200 % too (${language})`, async ({
		page,
		inLanguage
	}) => {
		test.slow();
		await inLanguage(language);
		const refused = await tryAll(page, isFull ? signIns : signIns.slice(0, 2), wrongs);
		expect(refused).toBe(isFull ? 8 : 2);
	});

	test(`L6: what a member fills in wrong is said without a barrier, at 200 % too (${language})`, async ({
		page,
		signIn
	}) => {
		test.slow();
		await signIn({ locale: language, ...longName });
		const refused = await tryAll(page, isFull ? withForms : withForms.slice(0, 2), wrongs);
		expect(refused).toBeGreaterThanOrEqual(isFull ? 10 : 4);
	});

	test(`L6: what the house fills in wrong is said without a barrier, at 200 % too (${language})`, async ({
		page,
		context,
		signIn,
		stay,
		db
	}) => {
		test.slow();
		const guest = await signIn({ joinedAt: longAgo });
		const stayId = await stay(guest);
		await context.clearCookies();
		await newSession(db, context, 'owner', language);
		const all = isFull ? await adminPages(db, guest, stayId) : [];
		const forms = [...all.filter((one) => !notHarmless.test(one)), '/admin/staff/new'];
		const inOffice = await tryAll(page, forms, wrongs);
		await context.clearCookies();
		await newSession(db, context, 'desk', language);
		const there = await tryAll(page, isFull ? atDesk : ['/desk/enrol'], wrongs);
		expect(inOffice + there).toBeGreaterThanOrEqual(isFull ? 10 : 2);
	});

	test(`L6: a no of the programme has no barrier, and the focus (${language})`, async ({
		page,
		signIn,
		stay,
		db
	}) => {
		test.slow();
		const guest = await signIn({ locale: language, ...longName });
		await stay(guest);
		const faults: string[] = [];
		for (const [what, address, spoil, send] of await refusals(db, guest.id, await stay(guest))) {
			await page.goto(address);
			await page.waitForLoadState('networkidle');
			await spoil();
			await page.evaluate((send) => {
				const form = document.querySelector<HTMLFormElement>(send);
				if (!form) throw new Error(`no form ${send}`);
				for (const secret of form.querySelectorAll<HTMLInputElement>('[type=password]'))
					secret.value = 'not what it is';
				form.requestSubmit(form.querySelector<HTMLButtonElement>('button:not([type=button])'));
			}, send);
			await page.getByRole('alert').filter({ visible: true }).first().waitFor({ timeout: 5_000 });
			faults.push(...(await afterwards(page, what, true)));
		}
		expect(faults).toEqual([]);
	});
}

type Spoilt = readonly [what: string, address: string, spoil: () => Promise<unknown>, form: string];

/** What moves on between a page and its button. */
async function refusals(db: Db, memberId: string, stayId: string): Promise<Spoilt[]> {
	const redeem = 'main form:has(button.button)';
	const nothing = () => Promise.resolve();
	const [dear, gone, over] = [await keep(db), await keep(db, { stock: 1 }), await keep(db)];
	const { voucherId } = await offerAndBuy(db, { id: memberId });
	const survey = await askAbout(db, memberId, stayId, now());
	const tries = async () => {
		for (let at = 0; at < 9; at++) await countTry(db, profileLimits(memberId), now());
	};
	return [
		['a wrong password', '/me', nothing, 'form[action="?/password"]'],
		['too many tries', '/me', tries, 'form[action="?/address"]'],
		[
			'not enough points',
			`/rewards/${dear.rewardId}`,
			() => change(db, dear.rewardId, { reward: { ...dinner, points: 90_000 } }),
			redeem
		],
		[
			'out of stock',
			`/rewards/${gone.rewardId}`,
			() => change(db, gone.rewardId, { stock: 0 }),
			redeem
		],
		[
			'no longer on offer',
			`/rewards/${over.rewardId}`,
			() => change(db, over.rewardId, { status: 'archived' }),
			redeem
		],
		[
			'a voucher that was used meanwhile',
			`/rewards/vouchers/${voucherId}`,
			() =>
				db.updateTable('redemption').set({ status: 'used' }).where('id', '=', voucherId).execute(),
			'form[action$="?/cancel"]'
		],
		[
			'a survey that was sent elsewhere',
			`/surveys/${survey.id}?step=9`,
			() => submitResponse(db, { token: survey.token }, { recommend: '9' }, now()),
			'main form:has(textarea)'
		]
	];
}

test.describe('without a worker, which would answer for a server that fails', () => {
	test.use({ serviceWorkers: 'block' });

	test('L6: what is not there, what broke and what only others may see have no barrier', async ({
		page,
		context,
		signIn,
		db,
		complaints
	}) => {
		test.slow();
		const faults: string[] = [];
		await signIn({ locale: 'zh-CN', ...longName });
		for (const address of ['/stays/none', '/rewards/none', '/points/none']) {
			expect((await page.goto(address))?.status()).toBe(404);
			faults.push(...(await faultsOn(page, address)));
		}
		await page.goto('/me');
		await page.waitForLoadState('networkidle');
		const error = { message: 'Internal error', id: 'broken-1' };
		const broken = { status: 500, json: { type: 'error', status: 500, error } };
		await page.route('**/me?/password', (route) => route.fulfill(broken));
		await page.evaluate(() =>
			document.querySelector<HTMLFormElement>('form[action="?/password"]')?.requestSubmit()
		);
		await page.getByText('broken-1').waitFor({ timeout: 5_000 });
		faults.push(...(await faultsOn(page, 'a page that broke')));
		await page.unrouteAll();
		await newSession(db, context, 'desk', 'zh-CN');
		expect((await page.goto('/admin/members'))?.status()).toBe(403);
		faults.push(...(await faultsOn(page, 'what only others may see')));
		expect(faults).toEqual([]);
		// The browser notes that a server failed, and that it may have no worker.
		complaints.splice(0);
	});
});

for (const language of languages)
	test(`L6: with nothing yet no page has a barrier, at 200 % too (${language})`, async ({
		page,
		signIn
	}) => {
		test.skip(!isFull && language === 'en', 'of the full tier');
		test.slow();
		await signIn({ locale: language, ...longName });
		const faults: string[] = [];
		for (const address of isFull ? forMembers : forMembers.slice(-9)) {
			await page.goto(address);
			faults.push(...(await faultsOn(page, address)));
		}
		expect(faults).toEqual([]);
	});

test.describe('in the full tier', () => {
	test.skip(!isFull, 'every page of the house, and all that guests have, at 200 %');
	for (const language of languages) {
		test(`L6: every page of the house at 200 %, and where nothing is (${language})`, async ({
			page,
			context,
			signIn,
			stay,
			db
		}) => {
			test.slow();
			const guest = await signIn({ joinedAt: longAgo, ...longName });
			const stayId = await stay(guest);
			await context.clearCookies();
			await newSession(db, context, 'owner', language);
			const faults: string[] = [];
			const pages = [...(await adminPages(db, guest, stayId)), ...nothingThere];
			for (const address of [...pages, '/desk', '/desk/waiting', '/desk/arrivals', ...atDesk]) {
				await page.goto(address);
				faults.push(...(await faultsOn(page, address)));
			}
			expect(faults).toEqual([]);
		});

		test(`L6: all that a guest can have at 200 % (${language})`, async ({
			page,
			signIn,
			stay,
			db
		}) => {
			test.slow();
			const guest = await signIn({ locale: language, ...longName });
			const stayId = await stay(guest);
			const faults: string[] = [];
			for (const address of [...forMembers, ...(await furnish(db, guest, stayId))]) {
				await page.goto(address);
				faults.push(...(await faultsOn(page, address)));
			}
			expect(faults).toEqual([]);
		});
	}
});
