import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { daysFrom, expect, expectAccessible, hotel, test } from './fixtures.ts';
import { furnish } from './furnished.ts';
import { outsideBrackets, pseudo, pseudoCatalogue } from './pseudo-language.ts';

const tier = process.env['STAYWARD_TIER'] ?? 'fast';
/** What the hotel, the programme and the guest wrote; nobody translates it. */
const theirs =
	/Supper for two|Two courses by the fire|Not on holidays|Clerk|Marseille soap|Ada|Lindqvist|Aurora|City|Hotel|Member|Silver|Gold|Platinum|points?|nights?|stays?|spend|guest\.example|[0-9a-f-]{20,}|USD?|UTC|English|CSV|JPEG|PNG|WebP|AVIF|MB|TST|Chrome|Android|[A-Z0-9]{4,}/gi;
/** Most of these pages is what the hotel asks, in its own words. */
const asked = /^\/(?:preferences|surveys|s)\b/;

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
		const pages = ['/home', '/card', '/points', '/stays', '/benefits', '/what-if', '/me'];
		const more = await furnish(db, guest, stayId);
		await db
			.updateTable('member_identity')
			.set({ locale: pseudo })
			.where('member_id', '=', guest.id)
			.execute();
		const viewport = { width: 320, height: 640 };
		const theirOwn = await browser.newContext({ baseURL: house.url, viewport });
		const cookies = (await context.cookies()).map(({ name, value }) => ({ name, value }));
		await theirOwn.addCookies(cookies.map((cookie) => ({ ...cookie, url: house.url })));
		const page = await theirOwn.newPage();
		for (const address of [...pages, ...more]) {
			expect((await page.goto(address))?.status(), address).toBe(200);
			await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
			await expect(page.locator('html')).toHaveAttribute('lang', pseudo);
			expect(await sidewaysOf(page), address).toBeLessThanOrEqual(0);
			if (!asked.test(address)) expect(await untranslated(page), address).toEqual([]);
		}
		await page.goto('/home');
		await expectAccessible(page);
		await page.goto('/me');
		await expect(page.locator('select[name=locale]')).toHaveValue(pseudo);
		await page.context().clearCookies();
		for (const address of ['/', '/join', '/sign-in']) {
			await page.goto(`${address}?`);
			expect(await sidewaysOf(page), address).toBeLessThanOrEqual(0);
		}
		await theirOwn.close();
	} finally {
		stop?.();
		rmSync(folder, { recursive: true, force: true });
	}
});

function sidewaysOf(page: Page): Promise<number> {
	return page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
}

/** Words that come neither from the catalogue nor from anybody who wrote them. */
async function untranslated(page: Page): Promise<string[]> {
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
		.map((text) => outsideBrackets(text).replace(theirs, ' ').trim())
		.filter((text) => /[a-z]{3,}/i.test(text));
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
