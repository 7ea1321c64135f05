import { chromium, type Browser } from '@playwright/test';
import { brotliCompressSync } from 'node:zlib';
import { browserFlags, findBrowser } from '../scripts/lib/browser.mjs';
import { versions, type Figure } from './lib/result.ts';
import { openSites, type Sites } from './lib/sites.ts';

const guestPages = [
	'/home',
	'/card',
	'/points',
	'/points/lots',
	'/rewards',
	'/stays',
	'/preferences',
	'/what-if',
	'/me',
	'/me/notices'
];

/** JavaScript that a browser fetches for a page, compressed with brotli, against the blank page. */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites({ members: 10 });
	const executablePath = await findBrowser();
	const browser = await chromium.launch({ executablePath, args: browserFlags() });
	try {
		const blank = await bytesOf(browser, sites, `${sites.blank.url}/`);
		const pages = new Map<string, number>();
		for (const page of guestPages)
			pages.set(page, await bytesOf(browser, sites, sites.stayward.url + page));
		const [heaviest] = [...pages].toSorted(([, a], [, b]) => b - a);
		return [
			await figure('Q7 JavaScript of home ÷ blank', '<= 1.75', pages.get('/home')!, blank, '/home'),
			await figure('Q7 heaviest guest page ÷ blank', '<= 2.5', heaviest![1], blank, heaviest![0])
		];
	} finally {
		await browser.close();
		await sites.stop();
	}
}

async function figure(name: string, goal: string, bytes: number, blank: number, page: string) {
	const value = bytes / blank;
	const note = `${page}: ${bytes} bytes, blank: ${blank} bytes, brotli 11; no other origin was asked`;
	const spread = { min: value, max: value, rounds: 1 };
	return { name, goal, value, unit: 'ratio', ...spread, versions: await versions(), note };
}

async function bytesOf(browser: Browser, sites: Sites, url: string): Promise<number> {
	const context = await browser.newContext();
	const [name, value] = sites.cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: sites.stayward.url }]);
	const page = await context.newPage();
	const scripts = new Map<string, Promise<number>>();
	const strangers: string[] = [];
	page.on('response', (answer) => {
		if (new URL(answer.url()).origin !== new URL(url).origin) strangers.push(answer.url());
		if (answer.request().resourceType() === 'script' || answer.url().endsWith('.js'))
			scripts.set(
				answer.url(),
				answer.body().then((body) => brotliCompressSync(body).length)
			);
	});
	const answer = await page.goto(url, { waitUntil: 'networkidle' });
	// What comes in the quiet after is for reading without a network; Q8 counts it.
	page.removeAllListeners('response');
	if (answer?.status() !== 200) throw new Error(`${url} answered ${answer?.status()}`);
	if (strangers.length > 0) throw new Error(`${url} asked ${strangers.join(', ')}`);
	const sizes = await Promise.all(scripts.values());
	await context.close();
	return sizes.reduce((sum, size) => sum + size, 0);
}
