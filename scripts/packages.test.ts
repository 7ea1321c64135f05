import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
	readonly version?: string;
	readonly resolved?: string;
	readonly integrity?: string;
	readonly inBundle?: boolean;
	readonly hasInstallScript?: boolean;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const lock = read('package-lock.json') as { packages: Record<string, Locked> };
const manifest = read('package.json') as { allowScripts: Record<string, boolean> };
const packages = Object.entries(lock.packages).filter(([where]) => where !== '');

test('the lock file names no registry, and every package by its content', () => {
	for (const [where, { resolved, integrity, inBundle }] of packages) {
		if (inBundle) continue;
		expect({ where, resolved, integrity }).toMatchObject({
			resolved: undefined,
			integrity: expect.stringMatching(/^sha512-/) as unknown
		});
	}
});

test('the lock file holds the platform packages of every machine', () => {
	for (const [where, locked] of packages) {
		const { optionalDependencies = {} } = locked as { optionalDependencies?: object };
		for (const name of Object.keys(optionalDependencies)) {
			const found = packages.some(([other]) => other.endsWith(`node_modules/${name}`));
			expect({ where, name, found }).toEqual({ where, name, found: true });
		}
	}
});

test('a package runs a script at installation only where package.json allows it by name', () => {
	for (const [where, { hasInstallScript }] of packages) {
		const name = where.split('node_modules/').at(-1) ?? where;
		if (hasInstallScript) expect(manifest.allowScripts).toHaveProperty([name], true);
	}
	expect(manifest.allowScripts['better-sqlite3']).toBe(false);
});
