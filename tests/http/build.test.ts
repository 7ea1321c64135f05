import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './house.ts';

interface Locked {
	readonly version?: string;
	readonly license?: string;
	readonly dev?: boolean;
}

const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
	packages: Record<string, Locked>;
};
const packages = Object.entries(lock.packages)
	.filter(([where]) => where !== '')
	.map(([where, locked]) => ({
		name: where.split('node_modules/').at(-1) ?? '',
		where,
		...locked
	}));

/** The lowest version of each without a known hole; what is not locked at all is no matter. */
const versions_min: Readonly<Record<string, string>> = {
	'@sveltejs/kit': '2.70.4',
	'@sveltejs/adapter-node': '5.5.0',
	svelte: '5.55.7',
	devalue: '5.6.4',
	// GHSA-pxg6-pf52-xh8x: names, paths and domains with signs that end an attribute.
	cookie: '0.7.0',
	// GHSA-pv5w-4p9q-p3v2, GHSA-wmrf-hv6w-mr66, GHSA-8cpq-38p9-67gx: JSON paths and literals as SQL.
	kysely: '0.28.17',
	// GHSA-2x7j-588g-ccc2, GHSA-cc9r-2j5m-2m83: endless address lists, recipients elsewhere.
	nodemailer: '9.1.1',
	// GHSA-22p9-wv53-3rq4, GHSA-v245-v573-v5vm: quadratic time on text.
	'linkify-it': '5.0.2',
	// GHSA-mw96-cpmx-2vgc: files written outside of the folder.
	rollup: '4.59.0',
	lucia: '3.2.2'
};

const licences = new Set([
	'MIT',
	'MIT-0',
	'ISC',
	'0BSD',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'OFL-1.1',
	'(MIT OR Apache-2.0)',
	'(MIT AND Zlib)',
	'(MIT OR EUPL-1.1+)',
	'(MIT OR CC0-1.0)'
]);
/** Only to build and test: weak copyleft on their own files, or a package that forgot to say. */
const licencesToBuild = new Set(['MPL-2.0', 'CC-BY-4.0', undefined]);
/** Loaded as it comes, in a package of its own that anybody may replace: its copyleft ends there. */
const isSharedLibrary = (name: string, license = '') =>
	(name.startsWith('@img/sharp-') && license.includes('LGPL-3.0-or-later')) ||
	(name === 'web-push' && license === 'MPL-2.0');

test('T27: no package of the lock file is older than its minimum safe version', () => {
	const old = packages
		.filter(({ name, version = '0' }) => isBelow(version, versions_min[name] ?? '0'))
		.map(({ where, version }) => `${where} ${version}`);
	expect(old).toEqual([]);
	const needed = [
		'@sveltejs/kit',
		'svelte',
		'devalue',
		'@sveltejs/adapter-node',
		'kysely',
		'lucia'
	];
	for (const name of needed)
		expect(
			packages.some((one) => one.name === name),
			name
		).toBe(true);
	expect(isBelow('2.70.3', '2.70.4')).toBe(true);
	expect(isBelow('10.0.0', '9.1.1')).toBe(false);
});

test('T27: every licence may be shipped, or belongs to a tool that is not', () => {
	const wrong = packages
		.filter(
			({ name, license, dev }) =>
				!licences.has(license ?? '') &&
				!(dev && licencesToBuild.has(license)) &&
				!isSharedLibrary(name, license)
		)
		.map(({ where, license }) => `${where} ${license}`);
	expect(wrong).toEqual([]);
});

test('T27: the build holds no source map for browsers, no test route and no secret', () => {
	const client = listFiles(path.join(root, 'build/client'));
	expect(client.length).toBeGreaterThan(10);
	expect(client.filter((file) => file.endsWith('.map'))).toEqual([]);
	for (const file of client.filter((name) => /\.(js|css)$/.test(name)))
		expect(readFileSync(file, 'utf8'), file).not.toMatch(/sourceMappingURL=/);

	const built = [...client, ...listFiles(path.join(root, 'build/server'))];
	const text = built.filter((file) => /\.(js|css|json|html|txt|webmanifest)$/.test(file));
	const secrets = [
		/-----BEGIN [A-Z ]*PRIVATE KEY/,
		/postgres(ql)?:\/\/[^\s"'`$<]+:[^\s"'`$<]+@/,
		/smtps?:\/\/[^\s"'`$<]+:[^\s"'`$<]+@/,
		/aurora-(guest|staff)/,
		// The samples of the page of components.
		/Old Harbour of Heraklion/
	];
	for (const file of text) {
		const content = readFileSync(file, 'utf8');
		for (const secret of secrets) expect(content, file).not.toMatch(secret);
	}
	for (const file of client) expect(readFileSync(file, 'utf8'), file).not.toMatch(/argon2id|lucia/);
	expect(built.filter((file) => /\.env|vitest|\.test\.|e2e/.test(path.basename(file)))).toEqual([]);
});

test('T27: nothing of this machine stands in what browsers get', () => {
	for (const file of listFiles(path.join(root, 'build/client')).filter(isText))
		expect(readFileSync(file, 'utf8'), file).not.toContain(root);
	expect(existsSync(path.join(root, 'build/client/.env'))).toBe(false);
});

const isText = (file: string) => /\.(js|css|json|html|svg|txt)$/.test(file);

function listFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));
}

function isBelow(version: string, least: string): boolean {
	const [one, other] = [version, least].map((text) => text.split('-')[0]!.split('.').map(Number));
	for (let at = 0; at < 3; at++) {
		const difference = (one?.[at] ?? 0) - (other?.[at] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return false;
}
