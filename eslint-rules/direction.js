import { importsOf, isTest, layerOf, leadsTo, productionPackages, projectPath } from './layers.js';

/** What each layer may import of the project. */
const may = {
	domain: ['domain'],
	i18n: ['i18n', 'domain'],
	ui: ['ui', 'domain', 'i18n'],
	queries: ['queries', 'server'],
	server: ['server', 'queries', 'domain', 'i18n', 'migrations'],
	migrations: ['migrations', 'server'],
	page: ['page', 'ui', 'domain', 'i18n'],
	door: ['door', 'page', 'ui', 'server', 'queries', 'domain', 'i18n'],
	entry: ['entry', 'server', 'queries', 'domain', 'i18n', 'migrations']
};

const domainPackages = new Set(['zod', 'temporal-polyfill', 'qr']);

/** Run by plain Node without a bundler, so only what production installs is there. */
const plain = new Set(['queries', 'server', 'migrations', 'entry', 'i18n']);

/** Turns refusals into answers of the framework; only routes import it. */
const bundledOnly = /^src\/lib\/server\/http(-[\w-]+)?\.ts$/;

/** domain ← server ← routes, domain ← ui ← routes. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			layer: '{{from}} does not import {{to}} (allowed: {{allowed}}).',
			rules: 'Queries know SQL and no rule: import only types (or a schema.ts) from the domain.',
			transact: 'Queries open no transaction: the use-case does.',
			domainPackage: 'The domain imports only itself, zod, temporal-polyfill and qr, not {{name}}.',
			browser: '{{name}} stays on the server; {{from}} is sent to the browser.',
			plain: '{{name}} is not among the dependencies, so plain Node does not find it in production.'
		}
	},
	create(context) {
		const file = projectPath(context.filename);
		const from = layerOf(file);
		if (from === undefined) return {};
		// A test knows what it tests and what that may know; its tools are no part of the project.
		const isTool = isTest(file);
		return importsOf((node, source, typeOnly) => {
			const target = leadsTo(file, source);
			if (target.file) checkFile(node, target.file, typeOnly);
			else if (!isTool) checkPackage(node, target, typeOnly);
		});

		function checkFile(node, target, typeOnly) {
			const to = layerOf(target);
			if (from === 'queries' && to === 'domain') {
				if (!typeOnly && !/\/schema\.ts$/.test(target))
					context.report({ node, messageId: 'rules' });
				return;
			}
			if (from === 'queries' && target === 'src/lib/server/db/transact.ts' && !typeOnly) {
				context.report({ node, messageId: 'transact' });
				return;
			}
			if (to === undefined || may[from].includes(to)) return;
			context.report({
				node,
				messageId: 'layer',
				data: { from, to, allowed: may[from].join(', ') }
			});
		}

		function checkPackage(node, target, typeOnly) {
			const name = target.source;
			const onNode = name.startsWith('node:') || productionPackages.has(target.package);
			if (from === 'domain') {
				if (!domainPackages.has(target.package)) {
					context.report({ node, messageId: 'domainPackage', data: { name } });
				}
			} else if (from === 'ui' || from === 'page') {
				if (onNode || name.startsWith('$app/server') || name.startsWith('$env/')) {
					context.report({ node, messageId: 'browser', data: { name, from } });
				}
			} else if (plain.has(from) && !onNode && !typeOnly && !bundledOnly.test(file)) {
				context.report({ node, messageId: 'plain', data: { name } });
			}
		}
	}
};
