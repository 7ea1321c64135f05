import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { localesOf } from './messages.mjs';

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
			// What the offline pages are drawn with, and they themselves. Never another page.
			globPatterns: ['client/_app/immutable/assets/{0.*.css,*-latin-{wght,opsz}-*.woff2}'],
			additionalManifestEntries: ['brand.css', 'favicon.svg', ...offlinePages].map((url) => ({
				url,
				revision: null
			}))
		}
	});
	return [plugins, onlyAfterSuccess(plugins)];
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
