import { isTest, projectPath } from './layers.js';

/** No clock is read below a route or a job: `now` is an argument. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: { clock: 'Time is an argument: take `now`; only server/clock.ts reads the clock.' }
	},
	create(context) {
		const file = projectPath(context.filename);
		if (!file.startsWith('src/') || file === 'src/lib/server/clock.ts' || isTest(file)) return {};
		const report = (node) => context.report({ node, messageId: 'clock' });
		return {
			"MemberExpression[object.name='Date'][property.name='now']": report,
			"NewExpression[callee.name='Date'][arguments.length=0]": report,
			"CallExpression[callee.name='Date']": report,
			"MemberExpression[object.name='Temporal'][property.name='Now']": report
		};
	}
};
