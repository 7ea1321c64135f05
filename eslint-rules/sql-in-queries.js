import { areaOf, importsOf, isQueries, isTest, leadsTo, projectPath } from './layers.js';

const drivers = new Set(['kysely', 'pg', 'better-sqlite3']);
const builders = new Set([
	'selectFrom',
	'insertInto',
	'replaceInto',
	'updateTable',
	'deleteFrom',
	'mergeInto',
	'executeQuery'
]);

/** A database too, but the guest's own. */
const phonesStore = 'src/lib/ui/offline/store.ts';

/** All SQL of an area is in its queries, so that its tables can change in one place. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			import: '{{name}} is for queries.ts and server/db: give the query a name there.',
			call: 'SQL is written in queries.ts: give this query a name there.',
			transaction: 'Only transact() begins a transaction.'
		}
	},
	create(context) {
		const file = projectPath(context.filename);
		if (!file.startsWith('src/') || file.startsWith('src/lib/server/db/') || isTest(file))
			return {};
		// Sessions, links and counters are a few lines each, and read best with their SQL beside them.
		const writesSql = isQueries(file) || areaOf(file) === 'auth';
		return {
			...importsOf((node, source, typeOnly) => {
				if (writesSql || typeOnly) return;
				const target = leadsTo(file, source);
				if (drivers.has(target.package) || target.file === 'src/lib/server/db/statement.ts') {
					context.report({ node, messageId: 'import', data: { name: source } });
				}
			}),
			CallExpression(node) {
				const name = node.callee.type === 'MemberExpression' && node.callee.property.name;
				if (name === 'startTransaction' || (name === 'transaction' && file !== phonesStore)) {
					context.report({ node, messageId: 'transaction' });
				} else if (!writesSql && builders.has(name)) {
					context.report({ node, messageId: 'call' });
				}
			}
		};
	}
};
