import { existsSync } from 'node:fs';
import path from 'node:path';
import { ownNode, run, say } from './run.mjs';

const lookUpMs = 60_000;

/**
 * Finds a Chromium for the browser tests: one named by STAYWARD_BROWSER, the machine's own, the
 * system's package (as root on Debian), Playwright's download. Says how each try went.
 */
export async function findBrowser() {
	for (const [where, find] of [
		['STAYWARD_BROWSER', named],
		["the machine's browser", onPath],
		["the system's package", fromDebian],
		["Playwright's download", fromPlaywright]
	]) {
		const { found, because } = await find();
		if (found) {
			say(`browser: ${where}: ${found} (${because})`);
			return found;
		}
		say(`browser: ${where}: no (${because})`);
	}
	throw new Error('no browser was found or could be installed; set STAYWARD_BROWSER to a Chromium');
}

/** What a Chromium is started with: silent towards the network; for root there is no sandbox. */
export function browserFlags() {
	return [
		...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
		'--no-first-run'
	];
}

async function named() {
	const name = process.env.STAYWARD_BROWSER;
	if (!name) return { because: 'not set' };
	return works(name);
}

async function onPath() {
	for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
		for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
			const candidate = path.join(folder, name);
			if (!existsSync(candidate)) continue;
			const tried = await works(candidate);
			if (tried.found) return tried;
		}
	}
	return { because: 'no chromium, chromium-browser or google-chrome that starts' };
}

async function fromDebian() {
	if (!existsSync('/etc/debian_version')) return { because: 'not a Debian' };
	if (process.getuid?.() !== 0) return { because: 'needs root' };
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	say('browser: apt-get update …');
	const update = await run('apt-get', ['update', '-q'], { env, capture: true, limitMs: lookUpMs });
	if (!update.ok) say(`browser: apt-get update failed: ${reason(update)}`);
	say('browser: apt-get install chromium …');
	const install = await run(
		'apt-get',
		['install', '-y', '-q', '--no-install-recommends', 'chromium'],
		{
			env,
			capture: true,
			label: 'installing chromium'
		}
	);
	return install.ok ? onPath() : { because: `apt-get install failed: ${reason(install)}` };
}

async function fromPlaywright() {
	say('browser: playwright install chromium …');
	const install = await run('playwright', ['install', 'chromium'], {
		capture: true,
		label: 'downloading chromium'
	});
	if (!install.ok) return { because: reason(install) };
	const where = await run(
		ownNode(),
		['-p', "require('@playwright/test').chromium.executablePath()"],
		{ capture: true, limitMs: lookUpMs }
	);
	return works(where.output.trim());
}

async function works(candidate) {
	const { ok, output, timedOut } = await run(candidate, ['--version'], {
		capture: true,
		limitMs: lookUpMs
	});
	if (ok) return { found: candidate, because: output.trim().split('\n').at(-1) };
	return { because: timedOut ? `${candidate} did not answer` : `${candidate} does not start` };
}

function reason({ output, timedOut }) {
	if (timedOut) return 'no answer in time';
	const lines = output.trim().split('\n');
	return lines.find((line) => /^(error|e:|failed)/i.test(line.trim())) ?? lines.at(-1) ?? 'no word';
}
