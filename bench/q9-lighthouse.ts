import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { browserFlags, findBrowser } from '../scripts/lib/browser.mjs';
import { versions, type Figure } from './lib/result.ts';
import { median } from './lib/rounds.ts';
import { freePort } from '../scripts/lib/free-port.mjs';
import { openSites, type Sites } from './lib/sites.ts';

const guestPages = ['/home', '/points', '/rewards', '/stays', '/me'];
/** Looked at once each, for barriers and good practice. */
const otherPages = [
	'/',
	'/join',
	'/sign-in',
	'/card',
	'/points/lots',
	'/rewards/vouchers',
	'/preferences',
	'/preferences/history',
	'/surveys'
];
const runs = 5;

interface Audit {
	readonly performance: number;
	readonly accessibility: number;
	readonly bestPractices: number;
	readonly cls: number;
	readonly lcp_ms: number;
}

/** Lighthouse as a phone sees five guest pages, beside the blank page; the median of five runs each. */
export async function measure(): Promise<Figure[]> {
	const sites = await openSites({ members: 10 });
	const profile = await mkdtemp(path.join(tmpdir(), 'stayward-lighthouse-'));
	const port = await freePort();
	const browser = await chromium.launchPersistentContext(profile, {
		executablePath: await findBrowser(),
		args: [...browserFlags(), `--remote-debugging-port=${port}`]
	});
	try {
		const blank = await audit(port, `${sites.blank.url}/`);
		const pages: [string, Audit][] = [];
		for (const page of guestPages)
			pages.push([page, await audit(port, sites.stayward.url + page, sites.cookie)]);
		const others: [string, Audit][] = [];
		for (const page of otherPages)
			others.push([page, await audit(port, sites.stayward.url + page, cookieFor(page, sites), 1)]);
		return await figures(pages, others, blank);
	} finally {
		await browser.close();
		await sites.stop();
		await rm(profile, { recursive: true, force: true });
	}
}

/** Each figure is that of the worst page; the note has them all. */
async function figures(
	pages: readonly [string, Audit][],
	others: readonly [string, Audit][],
	blank: Audit
): Promise<Figure[]> {
	const worst = async (
		name: string,
		goal: string,
		unit: string,
		of: (page: Audit) => number,
		shown: (page: Audit) => string = (page) => String(of(page)),
		among = pages
	): Promise<Figure> => {
		const values = among.map(([, page]) => of(page));
		const [min, max] = [Math.min(...values), Math.max(...values)];
		const value = goal.startsWith('>=') ? min : max;
		const each = among.map(([page, one]) => `${page} ${shown(one)}`).join(', ');
		const note = `worst of ${each}; blank ${shown(blank)}`;
		return { name, goal, value, unit, min, max, rounds: runs, versions: await versions(), note };
	};
	const least = Math.max(95, blank.performance - 5);
	const all = [...pages, ...others];
	return [
		await worst('Q9 performance', `>= ${least}`, 'points', (page) => page.performance),
		await worst(
			'Q9 accessibility',
			'>= 100',
			'points',
			(page) => page.accessibility,
			undefined,
			all
		),
		await worst(
			'Q9 best practices',
			'>= 100',
			'points',
			(page) => page.bestPractices,
			undefined,
			all
		),
		await worst('Q9 layout shift', '<= 0.02', 'CLS', (page) => page.cls),
		await worst(
			'Q9 largest paint ÷ blank',
			'<= 1.3',
			'ratio',
			(page) => page.lcp_ms / blank.lcp_ms,
			(page) => `${Math.round(page.lcp_ms)} ms`
		)
	];
}

/** Whoever is signed in does not come to these doors. */
function cookieFor(page: string, { cookie }: Sites): string | undefined {
	return ['/', '/join', '/sign-in'].includes(page) ? undefined : cookie;
}

async function audit(port: number, url: string, cookie?: string, times = runs): Promise<Audit> {
	const audits: Audit[] = [];
	for (let run = 0; run < times; run++) audits.push(await auditOnce(port, url, cookie));
	const middle = (of: (one: Audit) => number) => median(audits.map(of));
	const result = {
		performance: middle((one) => one.performance),
		accessibility: middle((one) => one.accessibility),
		bestPractices: middle((one) => one.bestPractices),
		cls: middle((one) => one.cls),
		lcp_ms: middle((one) => one.lcp_ms)
	};
	console.log(`  ${url}: ${JSON.stringify(result)}`);
	return result;
}

async function auditOnce(port: number, url: string, cookie?: string): Promise<Audit> {
	const result = await lighthouse(url, {
		port,
		logLevel: 'error',
		onlyCategories: ['performance', 'accessibility', 'best-practices'],
		...(cookie && { extraHeaders: { Cookie: cookie } })
	});
	if (!result || result.lhr.finalDisplayedUrl !== url)
		throw new Error(`${url} led to ${result?.lhr.finalDisplayedUrl}`);
	const { audits, categories } = result.lhr;
	const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
	const failed = ['accessibility', 'best-practices'].flatMap((name) =>
		(categories[name]?.auditRefs ?? []).filter(({ id, weight }) => {
			const found = audits[id]?.score;
			return weight > 0 && typeof found === 'number' && found < 1;
		})
	);
	if (failed.length > 0) console.log(`  ${url} fails ${failed.map(({ id }) => id).join(', ')}`);
	return {
		performance: score('performance'),
		accessibility: score('accessibility'),
		bestPractices: score('best-practices'),
		cls: audits['cumulative-layout-shift']?.numericValue ?? 1,
		lcp_ms: audits['largest-contentful-paint']?.numericValue ?? Infinity
	};
}
