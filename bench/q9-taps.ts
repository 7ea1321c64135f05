import { chromium, type Browser, type Page } from '@playwright/test';
import { browserFlags, findBrowser } from '../scripts/lib/browser.mjs';
import { versions, type Figure } from './lib/result.ts';
import { median } from './lib/rounds.ts';
import { openSites, type Sites } from './lib/sites.ts';

/** What a guest taps, one on a page each: where it leads, what it opens, what it chooses. */
const taps: readonly (readonly [page: string, what: string])[] = [
	['/home', 'main a[href="/benefits"]'],
	['/home', 'main a[href="/card"]'],
	['/home', 'nav a[href="/rewards"]'],
	['/points', 'main li a[href^="/points/"]'],
	['/stays', 'main li a[href^="/stays/"]'],
	['/card', 'main label >> nth=1'],
	['/what-if', 'input[type=range] >> nth=0'],
	['/preferences', 'main summary >> nth=1'],
	['/preferences', 'main details[open] label >> nth=1'],
	['/me', 'main summary >> nth=0']
];

const rounds = 7;
const slower = 4;

/**
 * How long a tap takes until the next picture, with a CPU that is four times slower, against a tap on
 * the blank page's button: of all taps of all rounds the 98th percentile, over the blank one's median.
 */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites({ members: 10 });
	const executablePath = await findBrowser();
	const browser = await chromium.launch({ executablePath, args: browserFlags() });
	try {
		const ours: Tapped[] = [];
		const blank: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const page = await aPhone(browser, sites);
			for (const [at, what] of taps)
				ours.push({ what: `${at} ${what}`, ms: await tap(page, sites.stayward.url + at, what) });
			for (let time = 0; time < taps.length; time++)
				blank.push(await tap(page, `${sites.blank.url}/tap`, 'button'));
			await page.context().close();
		}
		return [await figureOf(ours, blank)];
	} finally {
		await browser.close();
		await sites.stop();
	}
}

interface Tapped {
	readonly what: string;
	readonly ms: number;
}

async function figureOf(ours: readonly Tapped[], blank: readonly number[]): Promise<Figure> {
	const sorted = ours.toSorted((one, other) => one.ms - other.ms);
	const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]!;
	const unit = median(blank);
	const [lowest, highest, high] = [at(0.01), at(1), at(0.98)];
	return {
		...{ name: 'Taps, p98 ÷ a tap on blank', goal: '<= 3', unit: 'ratio', rounds },
		...{ value: high.ms / unit, min: lowest.ms / unit, max: highest.ms / unit },
		versions: await versions(),
		note: `${ours.length} taps, ${slower} x slower CPU; blank ${unit.toFixed(1)} ms, median ${at(0.5).ms.toFixed(1)} ms, p98 ${high.ms.toFixed(1)} ms (${high.what}), slowest ${highest.what}`
	};
}

async function aPhone(browser: Browser, sites: Sites): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		isMobile: true
	});
	const [name, value] = sites.cookie.split('=') as [string, string];
	await context.addCookies([{ name, value, url: sites.stayward.url }]);
	// From the finger that leaves the glass to the picture after all that was done because of it.
	await context.addInitScript(() => {
		const seen: number[] = [];
		Object.assign(window, { seen });
		const follow = ({ timeStamp }: Event) =>
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => seen.push(performance.now() - timeStamp);
				port2.postMessage(undefined);
			});
		// A slider that is touched says nothing of a click.
		for (const kind of ['click', 'input']) addEventListener(kind, follow, { capture: true });
	});
	return context.newPage();
}

async function tap(page: Page, url: string, what: string): Promise<number> {
	const answer = await page.goto(url, { waitUntil: 'networkidle' });
	if (answer?.status() !== 200) throw new Error(`${url} answered ${answer?.status()}`);
	const devTools = await page.context().newCDPSession(page);
	await devTools.send('Emulation.setCPUThrottlingRate', { rate: slower });
	await page.locator(what).first().tap();
	const first = () => (window as unknown as { seen: number[] }).seen[0];
	const seen = await page.waitForFunction(first, undefined, { timeout: 10_000 }).catch(() => {
		throw new Error(`no picture came after a tap on ${what} of ${url}`);
	});
	const ms = (await seen.jsonValue()) ?? 0;
	await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
	await devTools.detach();
	return ms;
}
