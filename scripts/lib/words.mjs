import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const home = [
	'src/routes/+layout.svelte',
	'src/routes/(member)/+layout.svelte',
	'src/routes/(member)/home/+page.svelte',
	'src/hooks.client.ts'
];

/**
 * Says which file a message that several pages say belongs to: what home says, what one part of the
 * guests' pages says or several, what only the house says. So a guest's first page does not bring the
 * words of managers. The bundler cannot tell: to it all messages come from one index.
 */
export function wordsByReach(root = process.cwd()) {
	const onHome = keysIn(root, home, /(?:from|import) '([^']+)'/g);
	const pages = globSync('src/routes/**/+*.svelte', { cwd: root });
	const ofArea = new Map();
	for (const page of pages) {
		const [, area] = /routes\/(?:\(member\)\/)?(\w+|\(public\))\//.exec(page) ?? [];
		if (!area || /^(admin|desk|staff)$/.test(area)) continue;
		// What comes later is said to guests too.
		const keys = keysIn(root, [page], /(?:from |import |import\()'([^']+)'/g);
		ofArea.set(area, new Set([...(ofArea.get(area) ?? []), ...keys]));
	}
	return (id) => {
		const key = path.basename(id, '.js');
		if (onHome.has(key)) return 'words';
		const areas = [...ofArea.keys()].filter((area) => ofArea.get(area).has(key));
		// Without a network every page can be shown, by scripts that are there already.
		const [area = areas[0], another] = areas.filter((one) => one !== 'offline');
		if (another) return 'guest-words';
		return area ? `words-${area.replace(/\W/g, '')}` : 'staff-words';
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
