import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const home = [
	'src/routes/+layout.svelte',
	'src/routes/(member)/+layout.svelte',
	'src/routes/(member)/home/+page.svelte',
	'src/hooks.client.ts'
];

/**
 * Says which file a message that several pages say belongs to: what home says, what other pages of
 * guests say, what only the house says. So a guest's first page does not bring the words of managers.
 * The bundler cannot tell: to it all messages come from one index.
 */
export function wordsByReach(root = process.cwd()) {
	const onHome = keysIn(root, home, /(?:from|import) '([^']+)'/g);
	const pages = globSync('src/routes/**/+*.svelte', { cwd: root });
	const ofGuests = keysIn(
		root,
		pages.filter((page) => /routes\/(\((member|public)\)|offline)/.test(page)),
		// What comes later is said to guests too.
		/(?:from |import |import\()'([^']+)'/g
	);
	return (id) => {
		const key = path.basename(id, '.js');
		if (onHome.has(key)) return 'words';
		return ofGuests.has(key) ? 'guest-words' : 'staff-words';
	};
}

/** Every message that these files say, or what they import in one of these ways. */
function keysIn(root, entries, imports) {
	const files = new Set(entries.map((entry) => path.join(root, entry)));
	const keys = new Set();
	for (const file of files) {
		const text = readFileSync(file, 'utf8');
		for (const [, key] of text.matchAll(/\bm\.(\w+)/g)) keys.add(key);
		for (const [, from] of text.matchAll(imports)) {
			const imported = from.startsWith('#lib/')
				? path.join(root, 'src/lib', from.slice('#lib/'.length))
				: path.resolve(path.dirname(file), from);
			const isOurs = from.startsWith('#lib/') || from.startsWith('.');
			if (isOurs && !imported.includes('paraglide') && existsSync(imported)) files.add(imported);
		}
	}
	return keys;
}
