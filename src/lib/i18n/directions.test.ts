import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const utilities = /(?<=["\s:'`-])(?:[mp][lr]|left|right)-(?:\[|\d|auto|px)/;
const sides =
	/(?<=["\s:'`])(?:text-(?:left|right)|(?:border|rounded)-[lr](?:-[\w[\]]+)?)(?=["\s'`])/;
const properties =
	/(?:margin|padding|border)-(?:left|right)|text-align: *(?:left|right)|^\s*(?:left|right): /m;

const files = [...globSync('src/**/*.svelte'), 'src/app.css'];

test('L5: what is drawn knows a start and an end, as some languages begin on the right', () => {
	expect(files.length).toBeGreaterThan(200);
	const styles = (file: string, text: string) =>
		file.endsWith('.css') ? text : (/<style>[\s\S]*<\/style>/.exec(text)?.[0] ?? '');
	const found = files.flatMap((file) => {
		const text = readFileSync(file, 'utf8');
		const where = utilities.exec(text) ?? sides.exec(text) ?? properties.exec(styles(file, text));
		return where ? [`${file}: ${where[0]}`] : [];
	});
	expect(found).toEqual([]);
});

test.each([
	['<p class="ml-2">', utilities],
	['<p class="lg:-left-3">', utilities],
	['<p class="text-right">', sides],
	['<p class="border-l-4 x">', sides],
	['\n\tmargin-left: 1px', properties],
	['\n\tright: 0', properties]
])('L5: %s is found', (text, pattern) => {
	expect(pattern.test(text)).toBe(true);
});
