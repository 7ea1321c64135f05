import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { backOnline, expect, expectAccessible, hotel, languages, test } from './fixtures.ts';
import { everythingKept, kept } from './kept.ts';
import { wordsIn } from './words.ts';

test.use({ losesNetwork: true });

interface Icon {
	readonly src: string;
	readonly sizes: string;
	readonly purpose: string;
}

test('L1: the manifest makes an app of the hotel’s name, and each of its icons is as large as it says', async ({
	page,
	request
}) => {
	await page.goto('/');
	const devTools = await page.context().newCDPSession(page);
	const { url, errors } = await devTools.send('Page.getAppManifest');
	expect([new URL(url).pathname, errors]).toEqual(['/manifest.webmanifest', []]);

	const answer = await request.get('/manifest.webmanifest');
	expect(answer.headers()['content-type']).toBe('application/manifest+json');
	const manifest = (await answer.json()) as { icons: Icon[]; shortcuts: { url: string }[] };
	expect(manifest).toMatchObject({
		name: hotel,
		lang: 'en',
		start_url: '/home',
		scope: '/',
		display: 'standalone'
	});
	expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['/card', '/rewards', '/points']);
	expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
		'192x192 any',
		'192x192 maskable',
		'512x512 any',
		'512x512 maskable'
	]);
	for (const { src, sizes } of [
		...manifest.icons,
		{ src: '/apple-touch-icon.png', sizes: '180x180' }
	]) {
		const { width, height, format } = await sharp(await (await request.get(src)).body()).metadata();
		expect(`${format} ${width}x${height}`, src).toBe(`png ${sizes}`);
	}
});

test('L1: the worker keeps the offline pages and what they are drawn with, never a page of a guest', async ({
	page,
	request,
	signIn
}) => {
	const script = await request.get('/service-worker.js');
	expect(script.headers()['cache-control']).toBe('no-cache');
	await signIn();
	for (const address of ['/home', '/points', '/me']) await page.goto(address);
	await language(page);
	const kept = await page.evaluate(async () => {
		const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
		const requests = await Promise.all(caches_.map((cache) => cache.keys()));
		return requests.flat().map(({ url }) => new URL(url).pathname);
	});
	const isDrawn = (path: string) =>
		/^\/_app\/immutable\/|^\/media\/[0-9a-f]+-logo\.webp$/.test(path);
	const pages = kept.filter((path) => !isDrawn(path));
	expect(pages.toSorted()).toEqual([
		'/brand.css',
		'/favicon.svg',
		'/offline',
		'/offline/en',
		'/offline/zh-CN'
	]);
});

for (const locale of languages) {
	test(`L1: without a network a page of nobody’s phone says so, and what is safe (${locale})`, async ({
		page,
		context,
		inLanguage
	}) => {
		const say = wordsIn(locale);
		await inLanguage(locale);
		await page.goto('/');
		await language(page);
		// Chromium hands over to a worker that has just come a moment later.
		await expect(async () => {
			await page.reload();
			const served = () => navigator.serviceWorker.controller?.state;
			expect(await page.evaluate(served)).toBe('activated');
		}).toPass();
		await context.setOffline(true);
		await page.goto('/terms/membership?page=1');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(say.offline);
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		await expect(page.locator('main')).toContainText(say.offlineSafe);
		const paper = await page.evaluate(() => getComputedStyle(document.documentElement).fontFamily);
		expect(paper).toContain('Figtree');
		await expectAccessible(page);
		await backOnline(page);
		await page.getByRole('link', { name: say.again }).click();
		await expect(page).toHaveURL('/terms/membership?page=1');
		await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(say.offline);
	});
}

test('L1: a new version asks once, and what was typed is there again, without its secrets', async ({
	browser,
	baseURL
}) => {
	const say = wordsIn('en');
	const house = await deployable(baseURL ?? '');
	const context = await browser.newContext({ baseURL: house.url, locale: 'en' });
	try {
		const page = await context.newPage();
		// The first visit brings the worker, the second is the worker’s own.
		for (const visit of ['first', 'second']) {
			await page.goto(`/join?${visit}`);
			await language(page);
		}
		await page.getByLabel(say.givenName, { exact: true }).fill('Ada');
		let loads = 0;
		page.on('load', () => loads++);

		house.deploy();
		await lookForUpdate(page);
		const bar = page.getByRole('status').filter({ hasText: say.updateReady });
		await expect(bar).toBeVisible();
		await lookForUpdate(page);
		await expect(bar).toHaveCount(1);
		await expect(page.getByLabel(say.givenName, { exact: true })).toHaveValue('Ada');
		await expectAccessible(page);

		const password = page.getByLabel(say.password, { exact: true });
		await password.fill('correct horse battery');
		await page.getByRole('button', { name: say.reload, exact: true }).click();
		await expect(page.getByText(say.updateTyped)).toBeVisible();
		await expect(page.getByLabel(say.givenName, { exact: true })).toHaveValue('Ada');
		expect(loads).toBe(0);
		await page.getByRole('button', { name: say.reloadAnyway }).click();
		await expect.poll(() => loads).toBe(1);
		await expect(page.getByLabel(say.givenName, { exact: true })).toHaveValue('Ada');
		await expect(password).toHaveValue('');
		await expect(page.getByText(say.updateReady)).toBeHidden();
		// Nothing of it is left for whoever comes next.
		expect(await everythingKept(page)).not.toContain('Ada');
		await page.reload();
		await expect(page.getByLabel(say.givenName, { exact: true })).toHaveValue('');
	} finally {
		await context.close();
		house.close();
	}
});

test('L1: whoever comes back is offered the app, and after a no never again', async ({
	page,
	signIn
}) => {
	await signIn();
	await page.addInitScript(() => {
		const ask = () => dispatchEvent(new Event('beforeinstallprompt'));
		addEventListener('load', () => setTimeout(ask, 500));
	});
	const hint = page.getByRole('region', { name: 'Keep this app' });
	await page.goto('/home');
	await expect.poll(() => page.evaluate(() => localStorage.getItem('stayward-visit'))).toBe('1');
	await expect(hint).toBeHidden();
	await page.evaluate(() => sessionStorage.clear());
	await page.goto('/points');
	await expect(hint).toContainText(`Keep ${hotel} on your phone`);
	await expectAccessible(page);
	await hint.getByRole('button', { name: 'Not now' }).click();
	await expect(hint).toBeHidden();
	await page.goto('/home');
	await kept(page, '/home');
	await expect(hint).toBeHidden();
});

test('T19: two new versions while a page is open: one prompt, one reload, and of the caches only the last', async ({
	browser,
	baseURL
}) => {
	test.skip((process.env['STAYWARD_TIER'] ?? 'fast') === 'fast', 'of the full tier');
	const say = wordsIn('en');
	const house = await deployable(baseURL ?? '');
	const context = await browser.newContext({ baseURL: house.url, locale: 'en' });
	try {
		const page = await context.newPage();
		for (const visit of ['first', 'second']) {
			await page.goto(`/join?${visit}`);
			await language(page);
		}
		const name = page.getByLabel(say.givenName, { exact: true });
		await name.fill('Ada');
		let loads = 0;
		page.on('load', () => loads++);
		const bar = page.getByRole('status').filter({ hasText: say.updateReady });
		for (let version = 1; version <= 2; version++) {
			house.deploy();
			await lookForUpdate(page);
			await expect.poll(() => waiting(page)).toContain(house.version());
			await expect.poll(() => isInstalling(page)).toBe(false);
			await expect(bar).toHaveCount(1);
			await expect(name).toHaveValue('Ada');
		}
		await page.getByRole('button', { name: say.reload, exact: true }).click();
		await expect.poll(() => loads).toBe(1);
		await expect(name).toHaveValue('Ada');
		await expect.poll(() => waiting(page)).toEqual([house.version()]);
		await expect(bar).toBeHidden();
		expect(loads).toBe(1);
	} finally {
		await context.close();
		house.close();
	}
});

/** The caches of versions that the browser has. */
function waiting(page: Page): Promise<string[]> {
	return page.evaluate(async () => (await caches.keys()).filter((name) => /^\d+$/.test(name)));
}

function isInstalling(page: Page): Promise<boolean> {
	return page.evaluate(async () => (await navigator.serviceWorker.ready).installing !== null);
}

/** Until the worker is there and knows the language of the page. */
async function language(page: Page): Promise<void> {
	const isNoted = async () => {
		const note = await caches.match('/offline');
		return (await note?.text()) === document.documentElement.lang;
	};
	await expect.poll(() => page.evaluate(isNoted)).toBe(true);
}

async function lookForUpdate(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		await registration.update();
	});
}

/** The same server behind an address of its own, whose worker can become another version. */
async function deployable(origin: string) {
	let deployed = 0;
	let named = '';
	const server = createServer(async (incoming, outgoing) => {
		const { method, headers, url = '/' } = incoming;
		if (url === '/service-worker.js') {
			const answer = await fetch(origin + url);
			const policy = answer.headers.get('content-security-policy') ?? '';
			outgoing.writeHead(200, {
				'content-type': 'text/javascript',
				'content-security-policy': policy
			});
			// As another build would name itself.
			const script = (await answer.text()).replace(/\b\d{13}\b/g, (built) => {
				named = deployed > 0 ? built + deployed : built;
				return named;
			});
			outgoing.end(script);
			return;
		}
		const passed = ask(origin + url, { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		passed.on('error', () => outgoing.destroy());
		incoming.pipe(passed);
	});
	await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://localhost:${port}`,
		deploy: () => void deployed++,
		version: () => named,
		close: () => {
			server.close();
			server.closeAllConnections();
		}
	};
}
