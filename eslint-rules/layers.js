import { readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The packages that plain Node finds in production. */
export const productionPackages = new Set(Object.keys(dependencies));

/** The file's path from the root of the project, with slashes. */
export function projectPath(filename) {
	return path.relative(root, filename).split(path.sep).join('/');
}

export function isTest(file) {
	return /\.(test|e2e)\.ts$/.test(file) || file.startsWith('tests/') || file.includes('/testing/');
}

/** The area of `src/lib/server` that the file belongs to. */
export function areaOf(file) {
	return /^src\/lib\/server\/([\w-]+)\//.exec(file)?.[1];
}

export function isQueries(file) {
	return areaOf(file) !== undefined && /\/([\w-]+-)?queries\.ts$/.test(file);
}

/**
 * - `domain`, `i18n`, `ui`: the folders of these names
 * - `queries`: the SQL of an area; `server`: the rest of `src/lib/server`
 * - `page`: what the browser gets of `src/routes`; `door`: what stays on the server of it, and hooks
 * - `entry`: what plain Node starts, and the commands of its command line
 */
export function layerOf(file) {
	if (file.startsWith('src/lib/domain/')) return 'domain';
	if (file.startsWith('src/lib/i18n/')) return 'i18n';
	if (file.startsWith('src/lib/ui/')) return 'ui';
	if (isQueries(file)) return 'queries';
	if (file.startsWith('src/lib/server/')) return 'server';
	if (file.startsWith('migrations/')) return 'migrations';
	if (/^src\/(cli\.ts|server\.ts|lib\/cli\/)/.test(file)) return 'entry';
	if (file === 'src/hooks.server.ts') return 'door';
	if (file.startsWith('src/routes/')) {
		return /(\.server|\+server|-server)\.ts$/.test(file) ? 'door' : 'page';
	}
	if (/^src\/(?!lib\/)/.test(file) && !file.endsWith('.d.ts')) return 'page';
	return undefined;
}

/** Where an import leads: a file of the project, or a package. */
export function leadsTo(file, source) {
	if (source.startsWith('#lib/')) return { file: `src/lib/${source.slice('#lib/'.length)}` };
	if (source.startsWith('.')) {
		return { file: path.posix.normalize(path.posix.join(path.posix.dirname(file), source)) };
	}
	const [scope, name] = source.split('/');
	return { package: source.startsWith('@') ? `${scope}/${name}` : scope, source };
}

/** Calls `visit(node, source, typeOnly)` for everything that a file imports or passes on. */
export function importsOf(visit) {
	const typeOnly = (node) =>
		node.importKind === 'type' ||
		node.exportKind === 'type' ||
		(node.specifiers?.length > 0 &&
			node.specifiers.every((one) => (one.importKind ?? one.exportKind) === 'type'));
	const withSource = (node) => {
		if (node.source) visit(node, String(node.source.value), typeOnly(node));
	};
	return {
		ImportDeclaration: withSource,
		ExportNamedDeclaration: withSource,
		ExportAllDeclaration: withSource,
		ImportExpression(node) {
			if (node.source.type === 'Literal') visit(node, String(node.source.value), false);
		}
	};
}
