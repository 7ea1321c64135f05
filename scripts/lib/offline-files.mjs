import { readFileSync } from 'node:fs';
import path from 'node:path';

const generated = '.svelte-kit/generated/client-optimized';
const manifestFile = '.svelte-kit/output/client/.vite/manifest.json';
const router = `${generated}/app.js`;

/** What guests' pages are made of, and what shows them without a network. Nothing of the house's own. */
const ours = /src\/routes\/(\(member\)|offline|\+(layout|error)\.svelte)/;

/**
 * The scripts and styles of the build that the guest's pages can reach, as paths below `client`.
 * What the router itself reaches is every page there is, so only its own needs are followed.
 */
export function offlineFiles(root = process.cwd()) {
	const chunks = JSON.parse(readFileSync(path.join(root, manifestFile), 'utf8'));
	const isOurs = (key) =>
		key.endsWith('/runtime/client/entry.js') ||
		(key.startsWith(`${generated}/nodes/`) &&
			ours.test(readFileSync(path.join(root, key), 'utf8')));
	const reached = new Set([router, ...Object.keys(chunks).filter(isOurs)]);
	const files = new Set();
	for (const key of reached) {
		const { file, css = [], imports = [], dynamicImports = [] } = chunks[key];
		for (const one of [file, ...css]) files.add(one);
		for (const one of key === router ? imports : [...imports, ...dynamicImports]) reached.add(one);
	}
	return files;
}
