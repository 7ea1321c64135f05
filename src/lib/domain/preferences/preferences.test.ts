import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { checkValue } from './check-value.ts';
import { decideChanges } from './decide-changes.ts';
import { effective } from './effective.ts';
import type { Item, ItemDocument } from './item.ts';
import { parseShown } from './parse-shown.ts';
import { changedSince, saidIn } from './read-said.ts';
import { itemSchema } from './schema.ts';
import { toWords } from './words.ts';

const label = { en: 'Pillow' };
const options = [
	{ id: 'soft', label: { en: 'Soft' } },
	{ id: 'firm', label: { en: 'Firm' } },
	{ id: 'horsehair', label: { en: 'Horsehair' }, archived: true }
];
const one: ItemDocument = { kind: 'one', label, options };
const several: ItemDocument = { kind: 'several', label, options };
const warmth: ItemDocument = { kind: 'number', label, unit: { en: '°C' }, min: 16, max: 28 };
const brand: ItemDocument = { kind: 'text', label, lengthMax: 10 };
const day: ItemDocument = { kind: 'day', label };

test.each([
	[one, 'firm', 'firm'],
	[several, 'firm', ['firm']],
	[several, ['firm', 'soft', 'firm'], ['soft', 'firm']],
	[warmth, ' 21 ', 21],
	[warmth, 16, 16],
	[brand, '  Fig  ', 'Fig'],
	[day, '02-29', '02-29'],
	[brand, '   ', undefined],
	[several, [], undefined],
	[one, '', undefined],
	[one, undefined, undefined]
])('F1: %j takes %j', (item, said, value) => {
	expect(checkValue(item, said)).toEqual({ ok: true, value });
});

test.each([
	[one, 'moon', 'not-offered'],
	[one, ['firm'], 'invalid'],
	[one, 'horsehair', 'not-offered'],
	[several, ['firm', 'moon'], 'not-offered'],
	[several, ['horsehair'], 'not-offered'],
	[several, [7], 'not-offered'],
	[warmth, '15', 'invalid'],
	[warmth, '29', 'invalid'],
	[warmth, '2e1', 'invalid'],
	[warmth, 20.5, 'invalid'],
	[brand, 'longer than ten', 'too-long'],
	[brand, 'a\u202eb', 'invalid'],
	[day, '02-30', 'invalid'],
	[day, '5-17', 'invalid'],
	[day, '05-', 'invalid']
])('F1: %j refuses %j', (item, said, problem) => {
	expect(checkValue(item, said)).toEqual({ ok: false, problem });
});

test('F1: whoever chose what is no longer offered keeps it', () => {
	expect(checkValue(one, 'horsehair', 'horsehair').ok).toBe(true);
	expect(checkValue(several, ['soft', 'horsehair'], ['horsehair']).ok).toBe(true);
});

test('F1: the shipped catalogue is right, in both languages, with no id twice', () => {
	const items = catalogue.flatMap((group) => group.items);
	for (const { document } of items) expect(itemSchema.parse(document)).toEqual(document);
	expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
	const texts = JSON.stringify(catalogue);
	expect(texts.match(/"en":/g)?.length).toBe(texts.match(/"zh-CN":/g)?.length);
});

test.each([
	{ ...one, options: [] },
	{ ...one, options: [options[0], options[0]] },
	{ ...warmth, min: 28, max: 16 },
	{ ...brand, label: { en: ' ' } },
	{ ...brand, label: { 'zh-CN': '枕头' } },
	{ ...brand, lengthMax: 0 },
	{ ...day, properties: [] },
	{ kind: 'colour', label }
])('F1: %j is no item', (document) => {
	expect(itemSchema.safeParse(document).success).toBe(false);
});

const item = (id: string, document: ItemDocument, archived = false): Item => ({
	...{ id, document, archived },
	groupId: 'bed'
});

test('F2: what is said for a hotel wins over everywhere, where it is asked', () => {
	const items = [
		item('a', one),
		item('b', warmth),
		item('c', brand, true),
		item('d', { ...brand, properties: ['other'] })
	];
	const everywhere = { a: 'soft', b: 20, c: 'x', d: 'y' };
	expect(effective(items, { everywhere, house: { b: 18 }, stay: {} }, 'here')).toEqual([
		{ item: items[0], wish: 'soft', place: 'everywhere' },
		{ item: items[1], wish: 18, place: 'house' }
	]);
	expect(
		effective(items, { everywhere, house: { b: 18 }, stay: { b: 25 } }, 'here')
	).toContainEqual({ item: items[1], wish: 25, place: 'stay' });
});

test('F2: saying the same is no change; what is no longer asked can only be taken back', () => {
	const items = new Map([
		['a', item('a', one)],
		['c', item('c', brand, true)]
	]);
	const held = { a: 'soft', c: 'x' };
	const decide = (said: Record<string, unknown>) => decideChanges(items, held, said, undefined);
	expect(decide({ a: 'soft', c: 'x' })).toEqual({ changes: [], problems: {} });
	expect(decide({ c: '' }).changes).toEqual([{ itemId: 'c', value: undefined }]);
	expect(decide({ c: 'y' }).problems).toEqual({ c: 'not-offered' });
	expect(decide({ a: 'firm' }).changes).toEqual([{ itemId: 'a', value: 'firm' }]);
});

test('F2: a form says what its guest changed since it was shown, and nothing else', () => {
	const fields = (name: string) =>
		({ a: ['firm'], b: [], c: ['x', 'y'], 'd.month': ['05'], 'd.day': ['17'] })[name] ?? [];
	expect(['a', 'b', 'c', 'd'].map((id) => saidIn(fields, id))).toEqual([
		'firm',
		'',
		['x', 'y'],
		'05-17'
	]);
	const shown = parseShown('{"a":["firm"],"b":["soft"],"n":21}') ?? {};
	expect(changedSince(shown, { a: 'firm', b: '', n: '21', t: '' })).toEqual({ b: '' });
	expect(parseShown('{"a":{}}')).toBeUndefined();
	expect(parseShown('no')).toBeUndefined();
});

test('F1: whatever is taken can be taken again, and said', () => {
	const documents = [one, several, warmth, brand, day];
	const said = fc.oneof(
		fc.string(),
		fc.integer(),
		fc.constantFrom('soft', 'firm', '21', '05-17'),
		fc.array(fc.constantFrom('soft', 'firm', 'moon'))
	);
	fc.assert(
		fc.property(fc.constantFrom(...documents), said, (document, raw) => {
			const checked = checkValue(document, raw);
			if (!checked.ok || checked.value === undefined) return;
			expect(checkValue(document, checked.value)).toEqual(checked);
			expect(toWords(document, checked.value)).toBeDefined();
		})
	);
});
