import { importsOf, projectPath } from './layers.js';

/** Files that the framework generates or the bundler makes something of. */
const other = /(^|\/)\$types(\.d\.ts)?$|\/paraglide\/|\.(svelte|css|json|svg|js|mjs)(\?\w+)?$/;

/** One way to name a module, and nothing that the next major of the framework removes. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			lib: 'Import through #lib/, which plain Node understands too.',
			stores: '$app/stores is going away: use $app/state.',
			paths: 'The portal lies at the root of its host: write the address as it is.',
			extension: 'Write the extension: plain Node runs this file.'
		}
	},
	create(context) {
		const file = projectPath(context.filename);
		return importsOf((node, source) => {
			if (source === '$lib' || source.startsWith('$lib/')) {
				context.report({ node, messageId: 'lib' });
			} else if (source === '$app/stores') {
				context.report({ node, messageId: 'stores' });
			} else if (
				source === '$app/paths' &&
				/\b(base|assets)\b/.test(context.sourceCode.getText(node))
			) {
				context.report({ node, messageId: 'paths' });
			} else if (
				file.startsWith('src/') &&
				/^(\.{1,2}\/|#lib\/)/.test(source) &&
				!source.endsWith('.ts') &&
				!other.test(source)
			) {
				context.report({ node, messageId: 'extension' });
			}
		});
	}
};
