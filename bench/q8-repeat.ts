import { connect, createServer, type AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { browserFlags, findBrowser } from '../scripts/lib/browser.mjs';
import { figureOf, versions, type Figure } from './lib/result.ts';
import { median, ratios } from './lib/rounds.ts';
import { mustShowBalance, openSites, type Sites } from './lib/sites.ts';

const visits = 5;
/** After which the phone has asked for what it keeps, and the worker has all its files. */
const settled_ms = 4_000;

/**
 * What a phone loads of home when it comes again, worker, pictures and what it keeps included, against
 * the first time; and how soon something is to be seen without a network, against with one.
 */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites({ members: 10 });
	const executablePath = await findBrowser();
	const browser = await chromium.launch({ executablePath, args: browserFlags() });
	try {
		await mustShowBalance(sites, '/home');
		return [await repeated(browser, sites), await painted(browser, sites)];
	} finally {
		await browser.close();
		await sites.stop();
	}
}

async function repeated(browser: Browser, sites: Sites): Promise<Figure> {
	const counter = await counting(sites.stayward.url);
	const rounds: { first: number; again: number }[] = [];
	for (let round = 0; round < visits; round++) {
		const context = await guestOf(browser, sites);
		await visit(context, counter.url, sites.balance);
		const first = counter.take();
		await visit(context, counter.url, sites.balance);
		rounds.push({ first, again: counter.take() });
		await context.close();
	}
	counter.close();
	const values = rounds.map(({ first, again }) => again / first);
	const spread = { min: Math.min(...values), max: Math.max(...values), rounds: visits };
	const [{ first, again }] = rounds as [(typeof rounds)[0]];
	return {
		...{ name: 'Q8 bytes of a repeat visit ÷ first visit', goal: '<= 0.15', unit: 'ratio' },
		...{ value: median(values), ...spread, versions: await versions() },
		note: `home: ${first} bytes, then ${again}; all that the server sends, heads, worker and kept pages included`
	};
}

async function painted(browser: Browser, sites: Sites): Promise<Figure> {
	const context = await guestOf(browser, sites);
	// The phone has to know the guest, and the worker has to be the page's own.
	for (let time = 0; time < 2; time++) await visit(context, sites.stayward.url, sites.balance);
	const side = (name: string, offline: boolean) => ({
		name,
		measure: async () => {
			await context.setOffline(offline);
			const times: number[] = [];
			for (let time = 0; time < visits; time++) times.push(await paintOf(context, sites));
			return median(times);
		}
	});
	const measured = await ratios(side('offline', true), side('online', false));
	await context.close();
	return figureOf(
		'Q8 first paint offline ÷ online',
		'<= 1.2',
		measured,
		'first contentful paint of home; the page shows the balance in both'
	);
}

async function guestOf(browser: Browser, sites: Sites): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
	const [name, value] = sites.cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: sites.stayward.url }]);
	return context;
}

/** A visit until the phone has kept its pages. */
async function visit(context: BrowserContext, url: string, balance: string): Promise<void> {
	const page = await context.newPage();
	await page.goto(`${url}/home`, { waitUntil: 'networkidle' });
	await page.getByText(balance).first().waitFor();
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await page.waitForTimeout(settled_ms);
	await page.close();
}

/** Passes on what is asked of a server, and counts what it answers, heads and all. */
async function counting(to: string): Promise<Counter> {
	const { hostname, port } = new URL(to);
	const counter = { bytes: 0 };
	const server = createServer((client) => {
		const upstream = connect(Number(port), hostname);
		upstream.on('data', (chunk) => (counter.bytes += chunk.length));
		upstream.on('error', () => client.destroy());
		client.on('error', () => upstream.destroy());
		client.pipe(upstream).pipe(client);
	});
	await new Promise<void>((listening) => server.listen(0, hostname, listening));
	const url = `http://${hostname}:${(server.address() as AddressInfo).port}`;
	const take = () => {
		const { bytes } = counter;
		counter.bytes = 0;
		return bytes;
	};
	return { url, take, close: () => void server.close() };
}

interface Counter {
	readonly url: string;
	/** The bytes since it was asked before. */
	readonly take: () => number;
	readonly close: () => void;
}

async function paintOf(context: BrowserContext, { stayward, balance }: Sites): Promise<number> {
	const page = await context.newPage();
	await page.goto(`${stayward.url}/home`);
	await page.getByText(balance).first().waitFor();
	const painted = await page.waitForFunction(
		() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
	);
	const paint = (await painted.jsonValue()) ?? 0;
	await page.close();
	return paint;
}
