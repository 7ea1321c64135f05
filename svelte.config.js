import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import nodeAdapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** The Node adapter, whose source maps (of the framework's own code) nobody needs in production. */
function adapter() {
	const node = nodeAdapter({ precompress: true });
	return {
		...node,
		async adapt(builder) {
			await node.adapt(builder);
			for (const map of globSync('build/**/*.map')) rmSync(map);
		}
	};
}

/**
 * What the policy says of the one style that stands in every page itself: in a stylesheet it comes
 * too late for pages that are ready at once, and the browser gives the transition up with an error.
 */
function styleOfPages() {
	const style = /<style>(.*?)<\/style>/s.exec(readFileSync('src/app.html', 'utf8'))?.[1] ?? '';
	return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		// The files of the build are served compressed as they lie there; pages are small.
		adapter: adapter(),
		// The page for offline stands at every address there is.
		paths: { relative: false },
		// `ui/install/register.ts` does.
		serviceWorker: { register: false },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', styleOfPages()],
				// Server-rendered `style=` cannot carry a nonce.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'worker-src': ['self'],
				'form-action': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config: (config) => ({
				...config,
				include: [
					...config.include,
					'../*.js',
					'../*.ts',
					'../bench/**/*.ts',
					'../design/**/*.ts',
					'../design/**/*.svelte',
					'../eslint-rules/**/*.js',
					'../eslint-rules/**/*.ts',
					'../migrations/**/*.ts',
					'../scripts/**/*.mjs',
					'../scripts/**/*.ts'
				],
				exclude: [...config.exclude, '../bench/blank']
			})
		}
	}
};
