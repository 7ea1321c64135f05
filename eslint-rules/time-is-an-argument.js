import { isTest, projectPath } from './layers.js';

// Lucia renews sessions by its own clock, and what is stored beside them must agree with it.
// A phone makes the codes of its card by the clock that it has.
const clocks =
	/^src\/lib\/(server\/(clock|auth\/sessions|auth\/session-adapter)|ui\/card\/phone-clock)\.ts$/;

/** No clock is read below a route or a job: `now` is an argument. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: { clock: 'Time is an argument: take `now`; only server/clock.ts reads the clock.' }
	},
	create(context) {
		const file = projectPath(context.filename);
		if (!file.startsWith('src/') || clocks.test(file) || isTest(file)) return {};
		const report = (node) => context.report({ node, messageId: 'clock' });
		return {
			"MemberExpression[object.name='Date'][property.name='now']": report,
			"NewExpression[callee.name='Date'][arguments.length=0]": report,
			"CallExpression[callee.name='Date']": report,
			"MemberExpression[object.name='Temporal'][property.name='Now']": report
		};
	}
};
