import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { locales } from '#lib/i18n/messages.ts';
import { actWords } from './act-words.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Every code that a use-case records: what stands beside `act`, or in a list of an area's acts. */
function recordedActs(): string[] {
	const server = path.join(root, 'src/lib/server');
	return globSync('**/*.ts', { cwd: server })
		.filter((file) => !file.endsWith('.test.ts'))
		.map((file) => readFileSync(path.join(server, file), 'utf8'))
		.filter((text) => /recordAct\(|: Setting</.test(text))
		.flatMap((text) => [
			...text.matchAll(/\bact: ([^,;}]*)/g),
			...text.matchAll(/\bconst \w*[aA]cts = \[([^\]]*)\]/g)
		])
		.flatMap(([, said = '']) =>
			[...said.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, code = '']) => code)
		);
}

test('J4: every privileged act of the sources has words in every language', () => {
	const acts = [...new Set(recordedActs())];
	expect(acts.length).toBeGreaterThan(15);
	for (const act of acts) {
		const words = actWords[act];
		expect(words, `an act without words in act-words.ts: ${act}`).toBeDefined();
		for (const locale of locales) {
			const said = (words as ((inputs: object, options: object) => string) | undefined)?.(
				{},
				{ locale }
			);
			expect(said, `${act} in ${locale}`).toMatch(/\S/);
			expect(said).not.toMatch(/^act_/);
		}
	}
});

test('J4: no act that is never recorded has words', () => {
	const acts = new Set(recordedActs());
	expect(Object.keys(actWords).filter((act) => !acts.has(act))).toEqual([]);
});
