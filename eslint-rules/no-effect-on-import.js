import { isTest, projectPath } from './layers.js';

/** What of these modules is called reaches outside of the process. */
const outside =
	/^(node:(fs|fs\/promises|net|http|https|child_process|worker_threads|sqlite)|pg|better-sqlite3|nodemailer|croner|pino)$/;
const timers = new Set(['setInterval', 'setTimeout', 'setImmediate', 'queueMicrotask', 'fetch']);

/** Importing a module has no effect: the build imports every route, and tests import what they like. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			effect: 'Importing a module has no effect: do this in a function that somebody calls.',
			environment: 'The environment is read once, at the start, not when a module is imported.'
		}
	},
	create(context) {
		const file = projectPath(context.filename);
		if (!/^src\/lib\/.*\.ts$/.test(file) || isTest(file)) return {};
		const reaching = new Set();
		let depth = 0;
		const enter = () => void depth++;
		const leave = () => void depth--;
		const effect = (node) => {
			if (depth === 0) context.report({ node, messageId: 'effect' });
		};
		return {
			ImportDeclaration(node) {
				if (!outside.test(node.source.value)) return;
				for (const { local } of node.specifiers) reaching.add(local.name);
			},
			':function': enter,
			':function:exit': leave,
			'PropertyDefinition > *.value': enter,
			'PropertyDefinition > *.value:exit': leave,
			'Program > ExpressionStatement'(node) {
				const { type, operator, argument } = node.expression;
				// `void name;` marks something as used, which only types do.
				const idle =
					type === 'UnaryExpression' && operator === 'void' && argument.type === 'Identifier';
				if (!node.directive && !idle) effect(node);
			},
			'Program > :matches(ForStatement, ForOfStatement, ForInStatement, WhileStatement, DoWhileStatement, IfStatement, SwitchStatement, TryStatement, ThrowStatement)':
				effect,
			AwaitExpression: effect,
			':matches(CallExpression, NewExpression)'(node) {
				let callee = node.callee;
				while (callee.type === 'MemberExpression') callee = callee.object;
				if (reaching.has(callee.name) || timers.has(callee.name)) effect(node);
			},
			"MemberExpression[object.name='process'][property.name='env']"(node) {
				if (depth === 0) context.report({ node, messageId: 'environment' });
			}
		};
	}
};
