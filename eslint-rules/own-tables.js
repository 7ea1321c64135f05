import { areaOf, isTest, projectPath } from './layers.js';
import { mayRead, ownerOf } from './table-owners.js';

const reads = new Set([
	'selectFrom',
	'from',
	'innerJoin',
	'leftJoin',
	'rightJoin',
	'fullJoin',
	'crossJoin',
	'innerJoinLateral',
	'leftJoinLateral',
	'using'
]);
const writes = new Set(['insertInto', 'replaceInto', 'updateTable', 'deleteFrom', 'mergeInto']);
const readWords = /\b(?:from|join)\s+"?([a-z_]+)"?/gi;
const writeWords = /\b(?:insert\s+into|delete\s+from|(?<!\bdo\s)update)\s+"?([a-z_]+)"?/gi;

/** One area calls another's verbs or queries, never its tables. */
export default {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			foreign: "The table {{table}} is {{owner}}'s: call a verb or a query of server/{{owner}}.",
			unknown: 'No area owns the table {{table}}: add it to eslint-rules/table-owners.js.'
		}
	},
	create(context) {
		const file = projectPath(context.filename);
		const area = areaOf(file);
		if (area === undefined || area === 'db' || isTest(file)) return {};
		const named = new Set();
		const found = [];
		return {
			CallExpression(node) {
				const [first] = node.arguments;
				if (node.callee.type === 'Identifier' && node.callee.name === 'insertRows') {
					note(node, textsOf(node.arguments[1]), true);
				}
				if (node.callee.type !== 'MemberExpression' || !first) return;
				const name = node.callee.property.name;
				if (name === 'with' || name === 'withRecursive') {
					for (const text of textsOf(first)) named.add(text.split('(')[0].trim());
				} else if (reads.has(name) || writes.has(name)) {
					note(node, textsOf(first), writes.has(name));
				}
			},
			TaggedTemplateExpression(node) {
				if (node.tag.name !== 'sql' && node.tag.expression?.name !== 'sql') return;
				const text = node.quasi.quasis.map((part) => part.value.raw).join(' ? ');
				const written = [...text.matchAll(writeWords)].map((match) => match[1]);
				const read = [...text.matchAll(readWords)].map((match) => match[1]);
				const known = (table) => ownerOf.has(table);
				note(node, written.filter(known), true);
				note(
					node,
					read.filter((table) => known(table) && !written.includes(table)),
					false
				);
			},
			// A name given by `with` is known only when the whole file has been seen.
			'Program:exit'() {
				for (const { node, table, writing } of found) {
					if (!named.has(table)) check(node, table, writing);
				}
			}
		};

		function note(node, texts, writing) {
			for (const text of texts) {
				const table = text.trim().split(/\s+/)[0];
				if (table) found.push({ node, table, writing });
			}
		}

		function check(node, table, writing) {
			const owner = ownerOf.get(table);
			if (owner === undefined) context.report({ node, messageId: 'unknown', data: { table } });
			else if (owner !== area && (writing || !mayRead(area, table))) {
				context.report({ node, messageId: 'foreign', data: { table, owner } });
			}
		}
	}
};

function textsOf(node) {
	if (node?.type === 'Literal' && typeof node.value === 'string') return [node.value];
	if (node?.type === 'ArrayExpression') return node.elements.flatMap(textsOf);
	return [];
}
