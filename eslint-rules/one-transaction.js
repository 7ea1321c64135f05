import { areaOf, isTest, projectPath } from './layers.js';

const isFunction = (node) => /Function/.test(node.type);

/** A use-case is one transaction: lock, decide, write. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			second: 'This function opens a transaction already; a use-case opens exactly one.',
			inside: 'This runs inside a transaction already: take the caller’s trx.'
		}
	},
	create(context) {
		const file = projectPath(context.filename);
		if (!file.startsWith('src/') || file.startsWith('src/lib/server/db/') || isTest(file))
			return {};
		// A job works in slices, each a transaction of its own.
		if (areaOf(file) === 'jobs') return {};
		const opened = new Set();
		return {
			"CallExpression[callee.name='transact']"(node) {
				const ancestors = context.sourceCode.getAncestors(node);
				const isTransact = (one) => one.type === 'CallExpression' && one.callee.name === 'transact';
				if (ancestors.some(isTransact)) context.report({ node, messageId: 'inside' });
				const outermost = ancestors.find(isFunction);
				if (outermost && opened.has(outermost)) context.report({ node, messageId: 'second' });
				opened.add(outermost);
			}
		};
	}
};
