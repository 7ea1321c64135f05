import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { galleryPage } from './gallery/index.mjs';
import { guestScreens, staffScreens } from './gallery/screens.mjs';
import { browserFlags, findBrowser } from './lib/browser.mjs';
import { buildIfStale } from './lib/build.mjs';
import { freePort } from './lib/free-port.mjs';
import { ownEnv, ownNode, root, say } from './lib/run.mjs';

// Takes a picture of every screen from a demo of its own, into docs/gallery (those of the README beside it):
// `npm run gallery`, or `npm run gallery -- NAME …` for these screens only.

const folder = path.join(root, 'docs/gallery');
const firstScreens = path.join(root, 'docs/pictures');
const asked = process.argv.slice(2);
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };
const highest = { 360: 1500, 1280: 1100 };
const kept = { 360: { width: 360, quality: 35 }, 1280: { width: 1000, quality: 36 } };
const first = { quality: 82 };
const locales = ['en', 'zh-CN'];
const passwords = { member: 'aurora-guest', staff: 'aurora-staff' };
const guests = { en: 'guest@aurora.example', 'zh-CN': 'lin@aurora.example' };

const allViews = [phone, desktop].flatMap((size) =>
	['light', 'dark'].flatMap((scheme) => locales.map((locale) => ({ size, scheme, locale })))
);
const staffViews = [
	{ size: desktop, scheme: 'light', locale: 'en' },
	{ size: phone, scheme: 'dark', locale: 'zh-CN' }
];

await buildIfStale();
const demo = await startDemo();
const browser = await chromium.launch({
	executablePath: await findBrowser(),
	args: browserFlags()
});
const taken = [];
let missing = 0;
try {
	for (const one of [folder, firstScreens]) await mkdir(one, { recursive: true });
	// The newest mails of the demo go out last, some minutes after it has started.
	const isMailed = ({ who }) => who === 'mailed';
	for (const view of allViews)
		await takeAll(
			view,
			guestScreens.filter((one) => !isMailed(one))
		);
	for (const view of staffViews) await takeAll(view, staffScreens);
	for (const view of allViews) await takeAll(view, guestScreens.filter(isMailed));
	const order = [...guestScreens, ...staffScreens];
	taken.sort((one, other) => order.indexOf(one.screen) - order.indexOf(other.screen));
	if (asked.length === 0) await writeFile(path.join(folder, 'README.md'), galleryPage(taken));
	say(`${taken.length} pictures in docs/gallery, ${missing} missing`);
} finally {
	await browser.close();
	await demo.stop();
}
process.exitCode = missing > 0 ? 1 : 0;

/** A view is one browser for each of those whose screens are shown. */
async function takeAll(view, screens) {
	const wanted = screens.filter(({ name }) => asked.length === 0 || asked.includes(name));
	for (const [who, theirs] of Map.groupBy(wanted, (screen) => screen.who)) {
		const context = await browser.newContext({
			baseURL: demo.address,
			viewport: view.size,
			colorScheme: view.scheme,
			locale: view.locale,
			timezoneId: 'Europe/Lisbon',
			reducedMotion: 'reduce',
			deviceScaleFactor: view.size === phone ? 2 : 1,
			isMobile: view.size === phone
		});
		const page = await context.newPage();
		const facts = await enter(page, who, view);
		for (const screen of theirs)
			await take(page, screen, view, facts).catch((error) => {
				missing++;
				say(`${screen.name} ${view.size.width} ${view.locale}: ${error.message.split('\n')[0]}`);
			});
		await context.close();
	}
}

async function take(page, screen, { size, scheme, locale }, facts) {
	const address = typeof screen.path === 'function' ? screen.path(locale, facts) : screen.path;
	await page.goto(address, { waitUntil: 'networkidle' });
	await screen.then?.(page, facts);
	await page.evaluate(() => document.fonts.ready);
	// Colours on their way to others would be caught halfway.
	await page.waitForTimeout(300);
	const view = `${size.width}-${scheme}-${locale}`;
	const file = `${screen.name}-${view}.webp`;
	if (screen.readme?.includes(view)) await shoot(page, path.join(firstScreens, file), first);
	const content = await page.evaluate(() => document.documentElement.scrollHeight);
	const height = Math.min(Math.max(content, size.height), highest[size.width]);
	// The bar at the bottom belongs at the bottom of the picture.
	await page.setViewportSize({ ...size, height });
	await shoot(page, path.join(folder, file), kept[size.width]);
	await page.setViewportSize(size);
	const label = `${screen.says}, ${size.width} px, ${scheme}, ${locale}`;
	taken.push({ screen, file, label, isPhone: size === phone });
}

/** Smaller than it was taken where the picture is one of many. */
async function shoot(page, file, { width, quality }) {
	const shot = sharp(await page.screenshot());
	const drawn = width === undefined ? shot : shot.resize({ width });
	await drawn.webp({ quality, effort: 6 }).toFile(file);
}

/** Signs in who is to be seen; a guest who has just joined is made for each language. */
async function enter(page, who, { locale }) {
	if (who === 'nobody') return {};
	if (who === 'mailed') return { survey: await mailedSurvey(guests[locale]) };
	if (who === 'guest') return signIn(page, '/sign-in', guests[locale], passwords.member);
	if (who === 'new') return join(page, locale);
	await signIn(page, '/staff/sign-in', `${who}@aurora.example`, passwords.staff);
	if (who !== 'desk') return {};
	await page.goto('/desk');
	await page
		.locator('main form button')
		.filter({ hasText: /Lisbon|里斯本/ })
		.first()
		.click();
	await page.waitForLoadState('networkidle');
	return { number: await numberOf(guests.en) };
}

async function signIn(page, at, email, password) {
	await page.goto(at);
	await page.fill('#email', email);
	await page.fill('#password', password);
	await page.click('main button.button');
	await page.waitForURL((url) => url.pathname !== at);
	return {};
}

async function join(page, locale) {
	const [given, family] = locale === 'en' ? ['Nora', 'Winter'] : ['思', '周'];
	const email = `new-${locale}-${Date.now()}@aurora.example`.toLowerCase();
	await page.goto('/join');
	for (const [name, value] of Object.entries({ email, givenName: given, familyName: family }))
		await page.fill(`[name=${name}]`, value);
	await page.fill('[name=password]', passwords.member);
	await page.check('[name=consent-membership]');
	await page.click('main button.button');
	await page.waitForURL((url) => url.pathname !== '/join');
	return {};
}

async function numberOf(email) {
	const context = await browser.newContext({ baseURL: demo.address });
	const page = await context.newPage();
	await signIn(page, '/sign-in', email, passwords.member);
	await page.goto('/me');
	const number = await page.locator('main .number').first().innerText();
	await context.close();
	return number;
}

/** It was not answered yet. */
async function isOpen(link) {
	const page = await (await fetch(demo.address + link)).text();
	return page.includes('type="radio"');
}

/** Where the newest mail to this guest that asks about a stay leads; mails go out once the demo runs. */
async function mailedSurvey(email) {
	const mails = path.join(demo.data, 'mail');
	for (let tries = 0; tries < 720; tries++) {
		const names = await readdir(mails).catch(() => []);
		const whole = names.filter((name) => name.endsWith('.eml'));
		for (const name of whole.toSorted().toReversed()) {
			const mail = (await readFile(path.join(mails, name), 'utf8')).replaceAll('=\r\n', '');
			const [link] = mail.match(/\/s\/[\w-]{16,}/) ?? [];
			if (link && mail.includes(`To: ${email}`) && (await isOpen(link))) return link;
		}
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	throw new Error(`no survey was mailed to ${email}`);
}

async function startDemo() {
	const data = await mkdtemp(path.join(tmpdir(), 'stayward-gallery-'));
	const port = await freePort();
	const address = `http://localhost:${port}`;
	const env = ownEnv({ STAYWARD_DATA: data, PORT: String(port), LOG_LEVEL: 'warn' });
	const running = spawn(ownNode(), ['src/cli.ts', 'demo'], { cwd: root, env, stdio: 'ignore' });
	const gone = new Promise((resolve) => running.once('exit', resolve));
	const answers = () =>
		fetch(`${address}/healthz`).then(
			({ ok }) => ok,
			() => false
		);
	for (let tries = 0; !(await answers()); tries++) {
		if (running.exitCode !== null || tries > 600) throw new Error('the demo did not start');
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	const stop = async () => {
		running.kill('SIGTERM');
		await gone;
		await rm(data, { recursive: true, force: true });
	};
	return { address, data, stop };
}
