import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './lib/browser.mjs';
import { say } from './lib/run.mjs';

// Takes the pictures of the README from the demo: start `npm run demo`, then
// `npx node scripts/pictures.mjs [address]`.

const [address = 'http://localhost:3000'] = process.argv.slice(2);
const folder = 'docs/pictures';
const people = {
	en: { at: '/sign-in', email: 'guest@aurora.example', password: 'aurora-guest' },
	'zh-CN': { at: '/sign-in', email: 'lin@aurora.example', password: 'aurora-guest' },
	desk: { at: '/staff/sign-in', email: 'desk@aurora.example', password: 'aurora-staff' },
	manager: { at: '/staff/sign-in', email: 'manager@aurora.example', password: 'aurora-staff' }
};
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

const [light, dark] = ['light', 'dark'];

const pictures = [
	{ name: 'welcome', path: '/', view: desktop, scheme: light },
	{ name: 'welcome-night', path: '/', view: phone, scheme: dark },
	{ name: 'home', path: '/home', view: phone, scheme: light, who: 'en' },
	{ name: 'home-night', path: '/home', view: phone, scheme: dark, who: 'zh-CN' },
	{ name: 'home-desktop', path: '/home', view: desktop, scheme: light, who: 'en' },
	{ name: 'why', path: '/home', then: open('/points/0'), view: phone, scheme: light, who: 'en' },
	{ name: 'stays', path: '/stays', view: phone, scheme: light, who: 'en' },
	{ name: 'card', path: '/card', view: phone, scheme: dark, who: 'en' },
	{ name: 'rewards', path: '/rewards', view: phone, scheme: light, who: 'en' },
	{ name: 'rewards-night', path: '/rewards', view: phone, scheme: dark, who: 'zh-CN' },
	{
		name: 'reward',
		path: '/rewards',
		then: openNamed('A room with a view'),
		view: phone,
		scheme: light,
		who: 'en'
	},
	{
		name: 'voucher',
		path: '/rewards/vouchers',
		then: open('/rewards/vouchers/'),
		view: phone,
		scheme: light,
		who: 'en'
	},
	{ name: 'preferences', path: '/preferences', view: phone, scheme: light, who: 'en' },
	{
		name: 'survey',
		path: '/surveys',
		then: open('/surveys/'),
		view: phone,
		scheme: light,
		who: 'en'
	},
	{ name: 'desk', path: '/desk', then: lookUp, view: desktop, scheme: light, who: 'desk' },
	{ name: 'arrivals', path: '/desk', then: arrivals, view: desktop, scheme: light, who: 'desk' },
	{
		name: 'draft',
		path: '/admin/programme',
		then: draft,
		view: desktop,
		scheme: light,
		who: 'manager'
	},
	{ name: 'index', path: '/admin/surveys', view: desktop, scheme: light, who: 'manager' }
];

const browser = await chromium.launch({
	executablePath: await findBrowser(),
	args: browserFlags()
});
const states = {};
try {
	await mkdir(folder, { recursive: true });
	for (const [who, person] of Object.entries(people)) states[who] = await signIn(person);
	for (const picture of pictures) await take(picture, states[picture.who]);
} finally {
	await browser.close();
}

async function signIn({ at, email, password }) {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(address + at);
	await page.fill('#email', email);
	await page.fill('#password', password);
	await page.click('main button.button');
	await page.waitForURL((url) => url.pathname !== at);
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
	// Colours on their way to others would be caught halfway.
	await page.waitForTimeout(400);
	const devTools = await context.newCDPSession(page);
	const { data } = await devTools.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
	await writeFile(`${folder}/${name}.webp`, Buffer.from(data, 'base64'));
	say(`${folder}/${name}.webp`);
	await context.close();
}

/** Opens the first thing of a list. */
function open(prefix) {
	return async (page) => {
		await page.locator(`main a[href^="${prefix}"]`).first().click();
		await page.waitForURL((url) => url.pathname.startsWith(prefix));
		await page.waitForLoadState('networkidle');
	};
}

function openNamed(name) {
	return async (page) => {
		await page.getByRole('link', { name }).first().click();
		await page.getByRole('heading', { level: 1, name }).waitFor();
		await page.waitForLoadState('networkidle');
	};
}

/** Who comes to Lisbon today and tomorrow. */
async function arrivals(page) {
	await page.getByText('Aurora City Lisbon').first().click();
	await page.getByRole('link', { name: 'Arrivals' }).click();
	await page.getByRole('heading', { level: 1, name: 'Arrivals' }).waitFor();
	await page.waitForLoadState('networkidle');
}

/** The guest of the demo, whose card a clerk scans in Lisbon. */
async function lookUp(page) {
	const guest = await browser.newContext({ storageState: states.en });
	const home = await guest.newPage();
	await home.goto(`${address}/me`);
	const number = await home.locator('main .number').first().innerText();
	await guest.close();
	await page.getByText('Aurora City Lisbon').first().click();
	await page.getByLabel('Card or voucher').fill(number);
	await page.getByRole('button', { name: 'Look up' }).click();
	await page.getByRole('heading', { name: 'Maya Lindqvist' }).waitFor();
}

/** A rate that a manager is about to change. */
async function draft(page) {
	await page
		.locator('main')
		.getByRole('button')
		.or(page.getByRole('link', { name: /draft/ }))
		.first()
		.click();
	await page.waitForURL(/draft/);
	await page.locator('[id="earning.standard.points"]').fill('12');
	await page.getByRole('button', { name: 'Save the draft' }).click();
	await page.getByText('The draft is saved.').waitFor();
}
