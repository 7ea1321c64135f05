import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, run, say, seconds } from './run.mjs';

const sources = [
	'src',
	'messages',
	'static',
	'svelte.config.js',
	'vite.config.ts',
	'package-lock.json'
];
const generated = path.join(root, 'src/lib/i18n/paraglide');

/** Builds for production, unless the build is newer than everything it is made of. */
export async function buildIfStale() {
	if (isFresh()) {
		say('the build is up to date');
		return;
	}
	say('building …');
	const started = performance.now();
	const { ok, output } = await run('vite', ['build'], { capture: true, label: 'building' });
	if (!ok) throw new Error(`the build failed:\n${output}`);
	say(`built in ${seconds(started)}`);
}

function isFresh() {
	const built = statSync(path.join(root, 'build/handler.js'), { throwIfNoEntry: false });
	return (
		built !== undefined && sources.every((name) => newest(path.join(root, name)) < built.mtimeMs)
	);
}

/** Folders count too: a file that was taken away changes its folder. */
function newest(name) {
	if (name.startsWith(generated)) return 0;
	const found = statSync(name);
	if (!found.isDirectory()) return found.mtimeMs;
	const within = readdirSync(name).map((entry) => newest(path.join(name, entry)));
	return Math.max(name === path.dirname(generated) ? 0 : found.mtimeMs, ...within);
}
