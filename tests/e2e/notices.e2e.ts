import type { CDPSession, Page } from '@playwright/test';
import { startSession } from '#lib/server/auth/sessions.ts';
import type { Db } from '#lib/server/db/database.ts';
import { addPhone } from '#lib/server/notices/phones.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

/** The worker that this browser runs, and the house's registration of it. */
async function workerOf(page: Page, baseURL: string) {
	const devTools: CDPSession = await page.context().newCDPSession(page);
	const registered = new Promise<string>((resolve) =>
		devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(baseURL));
			if (ours) resolve(ours.registrationId);
		})
	);
	await devTools.send('ServiceWorker.enable');
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	const registrationId = await registered;
	const worker =
		page.context().serviceWorkers()[0] ?? (await page.context().waitForEvent('serviceworker'));
	const push = (data: string) =>
		devTools.send('ServiceWorker.deliverPushMessage', { origin: baseURL, registrationId, data });
	return { worker, push };
}

/** The push service is another's and not reached from here: its address is one of the known ones. */
async function addOther(db: Db, memberId: string): Promise<void> {
	const agent = 'Mozilla/5.0 (Macintosh) Gecko/20100101 Firefox/140.0';
	const { sessionId } = await startSession(db, 'member', memberId, agent);
	const endpoint = `https://updates.push.services.mozilla.com/wpush/v2/${memberId}`;
	const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) };
	const push = { publicKey: '', accepts: () => true, send: () => Promise.reject(new Error('no')) };
	const phone = { memberId, sessionId, endpoint, ...keys, userAgent: agent };
	await addPhone(db, push, phone, new Date().toISOString());
}

test('L4: a guest chooses what they are told and where, and takes a device away', async ({
	page,
	signIn,
	db
}) => {
	const guest = await signIn();
	await addOther(db, guest.id);
	await page.goto('/me');
	await page.getByRole('link', { name: 'Notifications' }).click();
	const survey = page.getByRole('group', { name: 'How was your stay?' });
	await expect(survey.getByLabel('Phone')).toBeChecked();
	await survey.getByLabel('Mail').uncheck();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await page.getByRole('button', { name: /Firefox, Mac/ }).click();
	await expect(page.getByRole('heading', { name: 'Other devices' })).toBeHidden();
	await page.reload();
	await expect(survey.getByLabel('Mail')).not.toBeChecked();
	await expect(survey.getByLabel('Phone')).toBeChecked();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('L4: mails are chosen without JavaScript', async ({ page, signIn }) => {
		await signIn();
		await page.goto('/me/notices');
		const points = page.getByRole('group', { name: 'Points were added' });
		await points.getByLabel('Mail').check();
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByText('Saved.')).toBeVisible();
		await expect(points.getByLabel('Mail')).toBeChecked();
	});
});

test('L4: the browser asks only after a tap, and says so where it is not allowed or not reached', async ({
	page,
	context,
	signIn,
	complaints,
	baseURL
}) => {
	await signIn();
	await page.addInitScript(() => {
		const { requestPermission } = Notification;
		Notification.requestPermission = () => {
			document.documentElement.dataset['asked'] = String(navigator.userActivation.isActive);
			return requestPermission.call(Notification);
		};
	});
	await context.grantPermissions(['notifications'], { origin: baseURL ?? '' });
	await page.goto('/me/notices');
	await expect(page.getByText('This phone gets no notifications.')).toBeVisible();
	await expect(page.locator('html')).not.toHaveAttribute('data-asked');
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	// This browser reaches no push service, so what a guest sees where there is none is what is tried.
	await page.getByRole('button', { name: 'Turn on for this phone' }).click();
	await expect(page.getByRole('alert')).toContainText('Nothing has changed');
	await expect(page.locator('html')).toHaveAttribute('data-asked', 'true');
	for (const complaint of complaints.splice(0))
		expect(complaint).toContain('Push API in incognito');
	await expectAccessible(page);

	await page.addInitScript(() =>
		Object.defineProperty(Notification, 'permission', { get: () => 'denied' })
	);
	await page.reload();
	await expect(page.getByText('Notifications are blocked for this site.')).toBeVisible();
	await expectAccessible(page);
});

test('L4: a push is shown, and a tap on it opens its page, of our own origin alone', async ({
	page,
	context,
	signIn,
	baseURL
}) => {
	const origin = baseURL ?? '';
	await signIn();
	await context.grantPermissions(['notifications'], { origin });
	await page.goto('/home');
	const { worker, push } = await workerOf(page, origin);
	const shown = () =>
		worker.evaluate(async () => {
			const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
			const notes = await scope.registration.getNotifications();
			return notes.map(({ title, body, tag }) => ({ title, body, tag }));
		});
	const note = { title: '500 points for you', body: 'You have 500.', tag: 'points-posted' };
	await push(JSON.stringify({ ...note, path: '/points', lang: 'en' }));
	await expect.poll(shown).toEqual([note]);
	// A newer one about the same takes its place.
	await push(JSON.stringify({ ...note, body: 'You have 900.', path: '/points', lang: 'en' }));
	await expect.poll(shown).toEqual([{ ...note, body: 'You have 900.' }]);

	// No finger reaches the system's notifications here, so the event is made and its window noted.
	const tap = (path: string) =>
		worker.evaluate(async (path) => {
			const scope = globalThis as unknown as {
				registration: ServiceWorkerRegistration;
				clients: { openWindow: (href: string) => Promise<null> };
			};
			const opened: string[] = [];
			scope.clients.openWindow = (href) => Promise.resolve((opened.push(href), null));
			await scope.registration.showNotification('tapped', { tag: 'tapped', data: path });
			const [notification] = await scope.registration.getNotifications({ tag: 'tapped' });
			const Made = (globalThis as unknown as { NotificationEvent: new (...of: unknown[]) => Event })
				.NotificationEvent;
			dispatchEvent(new Made('notificationclick', { notification }));
			await new Promise((done) => setTimeout(done, 300));
			return opened;
		}, path);
	expect(await tap('/points')).toEqual([`${origin}/points`]);
	expect(await tap('https://evil.example/')).toEqual([]);
});
