import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Db } from '#lib/server/db/database.ts';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { sideways } from './barriers.ts';
import { daysFrom, expect, expectAccessible, hotel, test } from './fixtures.ts';
import { furnish } from './furnished.ts';
import { forMembers } from './guest-pages.ts';
import { outsideBrackets, pseudo, pseudoCatalogue } from './pseudo-language.ts';

const tier = process.env['STAYWARD_TIER'] ?? 'fast';
/** What the hotel, the programme and the guest wrote; nobody translates it. */
const theirs =
	/Supper for two|Two courses by the fire|Not on holidays|Clerk|Marseille soap|Ada|Lindqvist|Aurora|City|Hotel|Member|Silver|Gold|Platinum|points?|nights?|stays?|spend|guest\.example|[0-9a-f-]{20,}|USD?|UTC|English|CSV|JPEG|PNG|WebP|AVIF|MB|TST|Chrome|Android|[A-Z0-9]{4,}/gi;

test('L5: a third language is one file and a build, also where one reads from the right', async ({
	browser,
	context,
	db,
	signIn,
	stay
}) => {
	test.skip(tier === 'fast', 'of the full tier: it builds the app once more');
	test.setTimeout(600_000);
	const folder = mkdtempSync(path.join(tmpdir(), 'stayward-third-'));
	let stop: (() => boolean) | undefined;
	try {
		const house = await startWithThird(folder);
		stop = house.stop;
		const guest = await signIn();
		const stayId = await stay(guest, { arrival: daysFrom(new Date().toISOString(), -3) });
		const more = await furnish(db, guest, stayId);
		await db
			.updateTable('member_identity')
			.set({ locale: pseudo })
			.where('member_id', '=', guest.id)
			.execute();
		const viewport = { width: 320, height: 640 };
		const written = await writtenByHotel(db);
		const theirOwn = await browser.newContext({ baseURL: house.url, viewport });
		const cookies = (await context.cookies()).map(({ name, value }) => ({ name, value }));
		await theirOwn.addCookies(cookies.map((cookie) => ({ ...cookie, url: house.url })));
		const page = await theirOwn.newPage();
		for (const address of new Set([...forMembers, ...more])) {
			expect((await page.goto(address))?.status(), address).toBe(200);
			await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
			await expect(page.locator('html')).toHaveAttribute('lang', pseudo);
			expect(await sideways(page), address).toEqual([]);
			expect(await cutOff(page), address).toEqual([]);
			expect(await untranslated(page, written), address).toEqual([]);
			await expectAccessible(page);
		}
		await page.goto('/me');
		await expect(page.locator('select[name=locale]')).toHaveValue(pseudo);
		await page.context().clearCookies();
		for (const address of ['/', '/join', '/sign-in']) {
			await page.goto(`${address}?`);
			expect(await sideways(page), address).toEqual([]);
			expect(await cutOff(page), address).toEqual([]);
		}
		await theirOwn.close();
	} finally {
		stop?.();
		rmSync(folder, { recursive: true, force: true });
	}
});

/** Words of which a part is hidden by what they stand in. */
function cutOff(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('body *')]
			.filter((one) => {
				const { overflowX, overflowY, clip, clipPath } = getComputedStyle(one);
				// What only a screen reader is told is hidden on purpose.
				if (clip !== 'auto' || clipPath !== 'none' || one.clientWidth <= 1) return false;
				if (!one.innerText?.trim() || one.closest('[aria-hidden=true]')) return false;
				const hides = (overflow: string) => ['hidden', 'clip'].includes(overflow);
				return (
					(hides(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
					(hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
				);
			})
			.map((one) => one.outerHTML.slice(0, 200))
	);
}

/** Words that come neither from the catalogue nor from anybody who wrote them. */
async function untranslated(page: Page, written: readonly string[]): Promise<string[]> {
	const texts = await page.locator('main').evaluate((main) => {
		const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
		const all = new Set<string>();
		while (walker.nextNode()) {
			const parent = walker.currentNode.parentElement;
			if (!parent?.closest('script, style, noscript, [lang]:not(html)'))
				all.add(parent?.closest('p, li, a, button, td, th, dt, dd, label')?.textContent ?? '');
		}
		return [...all];
	});
	return texts
		.map((text) => {
			let left = outsideBrackets(text);
			for (const one of written) left = left.replaceAll(one, ' ');
			return left.replace(theirs, ' ').trim();
		})
		.filter((text) => /[a-z]{3,}/i.test(text));
}

/** What the hotel asks and offers, in its own words: the longest first, as some stand in others. */
async function writtenByHotel(db: Db): Promise<string[]> {
	const documents = await Promise.all(
		(['preference_group', 'preference_item', 'survey_version'] as const).map((table) =>
			db.selectFrom(table).select('document').execute()
		)
	);
	const texts = new Set<string>();
	const collect = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, one] of Object.entries(value))
			if (key === 'en' && typeof one === 'string') texts.add(one);
			else collect(one);
	};
	for (const { document } of documents.flat()) collect(JSON.parse(document));
	return [...texts].sort((one, other) => other.length - one.length);
}

/** The tree with one file more, built, on the database of the other tests. */
async function startWithThird(folder: string) {
	const root = process.cwd();
	for (const part of ['src', 'migrations', 'messages', 'scripts', 'static', 'package.json'])
		cpSync(part, path.join(folder, part), { recursive: true });
	for (const part of ['package-lock.json', 'vite.config.ts', 'svelte.config.js', 'tsconfig.json'])
		cpSync(part, path.join(folder, part));
	symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	const base = JSON.parse(readFileSync('messages/en.json', 'utf8')) as Parameters<
		typeof pseudoCatalogue
	>[0];
	writeFileSync(path.join(folder, `messages/${pseudo}.json`), pseudoCatalogue(base));
	const node = (...args: string[]) =>
		execFileSync(process.execPath, args, { cwd: folder, stdio: 'pipe' });
	node('scripts/prepare.mjs');
	node('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const data = process.env['STAYWARD_E2E_DATA'] ?? '';
	const env = { ...process.env, STAYWARD_DATA: data, STAYWARD_HOTEL: hotel };
	const server = spawn(process.execPath, ['src/server.ts'], {
		cwd: folder,
		env: { ...env, ORIGIN: url, PORT: String(port), LOG_LEVEL: 'warn' },
		stdio: 'ignore'
	});
	const answers = () =>
		fetch(`${url}/healthz`).then(
			({ ok }) => ok,
			() => false
		);
	for (let tries = 0; !(await answers()); tries++) {
		if (tries > 300 || server.exitCode !== null) throw new Error('the server did not start');
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return { url, stop: () => server.kill('SIGTERM') };
}
