import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const baseLocale = 'en';

const plugins = ['./node_modules/@inlang/plugin-message-format/dist/index.js'];

/** One file in `messages/` is one language; nothing else lists them. */
export function localesOf(root) {
	const found = readdirSync(path.join(root, 'messages'))
		.filter((name) => name.endsWith('.json'))
		.map((name) => name.slice(0, -'.json'.length))
		.sort();
	if (!found.includes(baseLocale)) throw new Error(`messages/${baseLocale}.json is missing`);
	return [baseLocale, ...found.filter((locale) => locale !== baseLocale)];
}

/**
 * Compiles `messages/*.json` to `src/lib/i18n/paraglide` and says for which languages, or nothing
 * when the output was already up to date. The output is swapped in whole, so that a process which
 * reads it at that moment finds the old or the new one.
 */
export async function compileMessages(root = process.cwd()) {
	const locales = localesOf(root);
	const outdir = path.join(root, 'src/lib/i18n/paraglide');
	const stamp = stampOf(root, locales);
	if (readIfThere(path.join(outdir, '.stamp')) === stamp) return;

	for (const locale of locales) messageKeys(root, locale);
	// The compiler only warns when it cannot load a plugin, and then writes a catalogue without words.
	for (const plugin of plugins) await import(pathToFileURL(path.join(root, plugin)).href);

	const project = path.join(root, 'project.inlang');
	mkdirSync(project, { recursive: true });
	writeFileSync(path.join(project, 'settings.json'), JSON.stringify(settings(locales), null, '\t'));

	const { compile } = await import('@inlang/paraglide-js');
	const fresh = `${outdir}.${process.pid}`;
	try {
		await compile({
			project,
			outdir: fresh,
			// One module a message, so that a page loads its own words and no others.
			outputStructure: 'message-modules',
			// The server and the page say which language it is (with-locale.ts, follow-page.ts).
			strategy: ['globalVariable', 'baseLocale'],
			isServer: "typeof window === 'undefined'",
			emitGitIgnore: false,
			emitPrettierIgnore: false,
			emitReadme: false
		});
		assertComplete(root, locales, fresh);
		writeFileSync(path.join(fresh, '.stamp'), stamp);
		rmSync(outdir, { recursive: true, force: true });
		renameSync(fresh, outdir);
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
	return locales;
}

/** Compiles before a build and, while developing, after every change of a message. */
export function messagesPlugin() {
	let root;
	return {
		name: 'stayward-messages',
		enforce: 'pre',
		configResolved(config) {
			root = config.root;
		},
		async buildStart() {
			await compileMessages(root);
		},
		configureServer(server) {
			server.watcher.add(path.join(root, 'messages'));
			server.watcher.on('all', (_event, file) => {
				if (path.dirname(file) !== path.join(root, 'messages')) return;
				compileMessages(root).catch((error) => server.config.logger.error(String(error)));
			});
		}
	};
}

function settings(locales) {
	return {
		baseLocale,
		locales,
		modules: plugins,
		telemetry: 'off',
		'plugin.inlang.messageFormat': { pathPattern: './messages/{locale}.json' }
	};
}

function stampOf(root, locales) {
	const hash = createHash('sha256');
	for (const locale of locales) hash.update(locale).update(messagesText(root, locale));
	for (const name of ['@inlang/paraglide-js', '@inlang/plugin-message-format']) {
		hash.update(readFileSync(path.join(root, 'node_modules', name, 'package.json')));
	}
	return hash.update(readFileSync(new URL(import.meta.url))).digest('hex');
}

/** The compiler leaves out what it does not understand. */
function assertComplete(root, locales, outdir) {
	for (const locale of locales) {
		const missing = messageKeys(root, locale).filter(
			(key) => !existsSync(path.join(outdir, 'messages', `${key}.js`))
		);
		if (missing.length > 0) {
			throw new Error(`messages/${locale}.json: not compiled: ${missing.slice(0, 5).join(', ')}`);
		}
	}
}

function messageKeys(root, locale) {
	try {
		const keys = Object.keys(JSON.parse(messagesText(root, locale)));
		return keys.filter((key) => !key.startsWith('$'));
	} catch (cause) {
		throw new Error(`messages/${locale}.json is not JSON: ${cause.message}`, { cause });
	}
}

function messagesText(root, locale) {
	return readFileSync(path.join(root, 'messages', `${locale}.json`), 'utf8');
}

function readIfThere(file) {
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
