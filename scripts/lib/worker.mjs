import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { localesOf } from './messages.mjs';
import { offlineFiles } from './offline-files.mjs';

const client = '.svelte-kit/output/client/';

/** Tells our worker (`src/service-worker.ts`) what it keeps. */
export function workerPlugins() {
	const offlinePages = localesOf(process.cwd()).map((locale) => `offline/${locale}`);
	const plugins = SvelteKitPWA({
		strategies: 'injectManifest',
		srcDir: 'src',
		filename: 'service-worker.ts',
		manifest: false,
		injectRegister: false,
		injectManifest: {
			// The offline pages, and what guests' pages are made of. Never a page of a guest.
			globPatterns: ['client/_app/immutable/**/*.{js,css,woff2}'],
			manifestTransforms: [onlyOffline],
			additionalManifestEntries: ['brand.css', 'favicon.svg', ...offlinePages].map((url) => ({
				url,
				revision: null
			}))
		}
	});
	return [plugins, onlyAfterSuccess(plugins)];
}

/** Of all that was built, what a guest needs without a network; says how much that is. */
function onlyOffline(entries) {
	const reached = offlineFiles();
	const isKept = (file) => reached.has(file) || /-latin-(wght|opsz)-[^/]*\.woff2$/.test(file);
	const manifest = entries
		.map(({ url }) => ({ url: url.replace(/^client\//, ''), revision: null }))
		.filter(({ url }) => isKept(url));
	const sizes = manifest.map(({ url }) => {
		const file = readFileSync(client + url);
		return url.endsWith('.woff2') ? file.length : brotliCompressSync(file).length;
	});
	const kilobytes = Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1_000);
	console.log(`The worker keeps ${manifest.length} files for guests, ${kilobytes} kB as sent.`);
	return { manifest, warnings: [] };
}

/** After a build that failed there is no worker, and looking for it would hide what failed. */
function onlyAfterSuccess(plugins) {
	let written = false;
	const { closeBundle } = plugins.find(({ name }) => name === 'vite-plugin-pwa:sveltekit:build');
	const inject = closeBundle.handler;
	closeBundle.handler = function (...args) {
		return written ? inject.apply(this, args) : undefined;
	};
	return {
		name: 'stayward-worker',
		apply: 'build',
		writeBundle: { order: 'post', sequential: true, handler: () => void (written = true) }
	};
}
