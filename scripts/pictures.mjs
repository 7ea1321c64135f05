import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './lib/browser.mjs';
import { say } from './lib/run.mjs';

// Takes the pictures of the README from the demo: start `npm run demo`, then
// `npx node scripts/pictures.mjs [address]`.

const [address = 'http://localhost:3000'] = process.argv.slice(2);
const folder = 'docs/pictures';
const guests = {
	en: { email: 'guest@aurora.example', password: 'aurora-guest' },
	'zh-CN': { email: 'lin@aurora.example', password: 'aurora-guest' }
};
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

const pictures = [
	{ name: 'welcome', path: '/', view: desktop, scheme: 'light' },
	{ name: 'welcome-night', path: '/', view: phone, scheme: 'dark' },
	{ name: 'home', path: '/home', view: phone, scheme: 'light', locale: 'en' },
	{ name: 'home-night', path: '/home', view: phone, scheme: 'dark', locale: 'zh-CN' },
	{ name: 'home-desktop', path: '/home', view: desktop, scheme: 'light', locale: 'en' },
	{ name: 'why', path: '/home', then: firstEntry, view: phone, scheme: 'light', locale: 'en' },
	{ name: 'stays', path: '/stays', view: phone, scheme: 'light', locale: 'en' },
	{ name: 'card', path: '/card', view: phone, scheme: 'dark', locale: 'en' }
];

const browser = await chromium.launch({
	executablePath: await findBrowser(),
	args: browserFlags()
});
try {
	await mkdir(folder, { recursive: true });
	const states = {};
	for (const [locale, guest] of Object.entries(guests)) states[locale] = await signIn(guest);
	for (const picture of pictures) await take(picture, states[picture.locale]);
} finally {
	await browser.close();
}

async function signIn({ email, password }) {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(`${address}/sign-in`);
	await page.fill('#email', email);
	await page.fill('#password', password);
	await page.click('main button.button');
	await page.waitForURL(`${address}/home`);
	const state = await context.storageState();
	await context.close();
	return state;
}

async function take({ name, path, then, view, scheme }, storageState) {
	const context = await browser.newContext({
		viewport: view,
		colorScheme: scheme,
		reducedMotion: 'reduce',
		deviceScaleFactor: 2,
		isMobile: view === phone,
		storageState
	});
	const page = await context.newPage();
	await page.goto(address + path, { waitUntil: 'networkidle' });
	await then?.(page);
	await page.evaluate(() => document.fonts.ready);
	const devTools = await context.newCDPSession(page);
	const { data } = await devTools.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
	await writeFile(`${folder}/${name}.webp`, Buffer.from(data, 'base64'));
	say(`${folder}/${name}.webp`);
	await context.close();
}

async function firstEntry(page) {
	await page.locator('main a[href^="/points/0"]').first().click();
	await page.waitForURL(/\/points\/0/);
	await page.waitForLoadState('networkidle');
}
