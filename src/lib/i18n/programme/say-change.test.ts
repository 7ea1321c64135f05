import { expect, test } from 'vitest';
import { z } from 'zod';
import { diffVersions } from '#lib/domain/programme/diff.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import { versionSchema } from '#lib/domain/programme/schema.ts';
import { otherKinds, wholeVersion } from '#lib/domain/programme/testing/whole-version.ts';
import { locales, type Locale } from '../messages.ts';
import { withLocale } from '../with-locale.ts';
import { sayChange } from './say-change.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

const wholes = [{}, ...otherKinds].map((other) => ({
	whole: { ...wholeVersion, ...other },
	parts: Object.keys(other)
}));
const swaps = swapsOf(z.toJSONSchema(versionSchema, { unrepresentable: 'any' }));

test('D1: the document that is changed here is one, and has every field of the schema', () => {
	const there = new Set<string>();
	for (const { whole } of wholes) {
		versionSchema.parse(whole);
		for (const path of pathsOf(json(whole))) there.add(fieldOf(path));
	}
	const known = fieldsOf(z.toJSONSchema(versionSchema, { unrepresentable: 'any' }));
	expect([...known].filter((field) => !there.has(field))).toEqual([]);
	expect(known.size).toBeGreaterThan(150);
});

test.for(locales)(
	'D1: whatever field is other, %s says so in words, and the other way round',
	(locale) => {
		for (const { whole, parts } of wholes)
			for (const path of pathsOf(json(whole))) {
				if (path[0] === 'from' || isOther(path, parts)) continue;
				for (const other of changesAt(json(whole), path)) {
					const [there, back] = both(whole, other, locale);
					const at = `${path.join('/')} in ${JSON.stringify(there)}`;
					expect(there.length, at).toBeGreaterThan(0);
					expect(there.join(), at).not.toMatch(/\[object|[{}]|undefined|null/);
					// Another id is another thing; its name alone does not tell the two apart.
					if (path.at(-1) !== 'id') expect(there, at).not.toEqual(back);
				}
			}
	}
);

test('D1: a difference points to where it is', () => {
	for (const path of pathsOf(json(wholeVersion))) {
		if (path[0] === 'from') continue;
		for (const other of changesAt(json(wholeVersion), path)) {
			for (const { pointer } of diffVersions(wholeVersion, other)) {
				const keys = pointer.split('/').slice(1, -1);
				const parent = keys.reduce<Json | undefined>(
					(at, key) => (at as Record<string, Json> | undefined)?.[key],
					json(other)
				);
				expect(parent, `${pointer} of ${path.join('/')}`).toBeDefined();
				expect(pointer.split('/')[1]).toBe(path[0]);
			}
		}
	}
});

test('D1: rules are told in sentences that a manager understands', () => {
	const after: Version = {
		...wholeVersion,
		restart: undefined,
		releaseDays: 7,
		rollOver: [],
		milestones: wholeVersion.milestones?.map((one) =>
			one.id === 'choice' ? { ...one, withinDays: 30 } : one
		)
	};
	expect(said(wholeVersion, after, 'en')).toEqual([
		'Counters go on when a tier is reached. Before: Counters start at 0 again after a tier is reached.',
		'Removed: roll-over “roll”: Nights above what the tier asks for count in the next year, once · from Gold on · of 2025.',
		'The points of a stay are posted 7 days after departure. Before: The points of a stay are posted 14 days after departure.',
		'milestone “choice”: at 20 nights in a year of membership: 2 of Points (5,000 points) or Upgrade (1 piece · valid for life · one for a whole stay) · chosen within 30 days · otherwise Points and Upgrade; before: at 20 nights in a year of membership: 2 of Points (5,000 points) or Upgrade (1 piece · valid for life · one for a whole stay) · chosen within 90 days · otherwise Points and Upgrade.'
	]);
	expect(said(wholeVersion, after, 'zh-CN')[0]).toBe(
		'达到新等级后计数继续累计。原为：达到新等级后计数归零。'
	);
});

/** Of what differs in one part only that part is looked at. */
function isOther(path: Path, parts: readonly string[]): boolean {
	return parts.length > 0 && !parts.includes(String(path[0]));
}

function said(before: Version, after: Version, locale: Locale): string[] {
	return withLocale(locale, () => diffVersions(before, after).map(sayChange));
}

function both(before: Version, after: Version, locale: Locale): [string[], string[]] {
	return [said(before, after, locale), said(after, before, locale)];
}

/** The document with the value there changed, and left out where that is allowed. */
function changesAt(document: Json, path: Path): Version[] {
	const value = at(document, path);
	const without = copyWith(document, path, undefined);
	return [
		...(typeof value === 'object' ? [] : [copyWith(document, path, otherThan(value, path))]),
		...(versionSchema.safeParse(without).success ? [without] : [])
	].map((one) => one as unknown as Version);
}

/** Another word where the schema lists words, else a number, day or name near by. */
function otherThan(value: null | boolean | number | string | undefined, path: Path): Json {
	if (typeof value === 'number') return value + 1;
	if (typeof value === 'boolean') return !value;
	const word =
		swaps.get(`${String(path.at(-1))} ${value}`) ?? swaps.get(`${fieldOf(path)} ${value}`);
	if (word !== undefined) return word;
	if (/^\d{4}-\d\d-\d\d$/.test(String(value))) return `${String(value).slice(0, 8)}15`;
	if (/^\d\d:\d\d$/.test(String(value))) return '15:00';
	if (/^\d+(\.\d+)?$/.test(String(value))) return String(Number(value) + 1);
	if (path.at(-1) === 'currency') return 'USD';
	return `${value} other`;
}

function copyWith(document: Json, path: Path, value: Json | undefined): Json {
	const copy = structuredClone(document);
	const inner = at(copy, path.slice(0, -1)) as Record<string | number, Json>;
	const last = path.at(-1) ?? '';
	if (value === undefined && Array.isArray(inner)) inner.splice(Number(last), 1);
	else if (value === undefined) Reflect.deleteProperty(inner, last);
	else inner[last] = value;
	return copy;
}

function at(document: Json, path: Path): Json {
	return path.reduce<Json>(
		(inner, key) => (inner as Record<string | number, Json>)[key] as Json,
		document
	);
}

function json(version: object): Json {
	return JSON.parse(JSON.stringify(version)) as Json;
}

/** Every value in the document, lists and objects too; of a kind only what comes with it can change. */
function pathsOf(value: Json, path: Path = []): Path[] {
	const own = path.length === 0 || path.at(-1) === 'kind' ? [] : [path];
	if (typeof value !== 'object' || value === null) return own;
	const inner = Array.isArray(value)
		? value.map((one, index) => [index, one] as const)
		: Object.entries(value);
	return [...own, ...inner.flatMap(([key, one]) => pathsOf(one, [...path, key]))];
}

const keyedByHotel: unknown[] = ['name', 'pointsName', 'byTier', 'byProperty'];

/** The name of a field by its path, whichever of a list it is in; keys that the hotel makes are one. */
function fieldOf(path: Path): string {
	const field = path
		.map((key, index) => {
			const above = path[index - 1];
			const isTheirs = keyedByHotel.includes(above) || path[index - 2] === 'byProperty';
			return typeof key === 'number' || isTheirs ? '*' : key;
		})
		.join('/');
	return shared(field);
}

/** What several places are made of is one: whatever is valid, needed, given. */
function shared(field: string): string {
	return field
		.replaceAll(/(\/of\/\*)+/g, '/of/*')
		.replace(/^.*\/(options\/\*|gift)(?=\/)/, 'gift')
		.replace(/^.*\/(?=(validity|needs|where|returns)\/)/, '');
}

type Schema = { readonly [key: string]: unknown };

function fieldsOf(schema: Schema, path: readonly string[] = [], root = schema): Set<string> {
	const found = new Set<string>();
	walk(schema, path, root, (field) => found.add(field));
	return new Set([...found].filter((field) => field && !/(^|\/)kind$/.test(field)));
}

/** Of each word that the schema lists another one, by the field. */
function swapsOf(schema: Schema): Map<string, string> {
	const found = new Map<string, string>();
	walk(schema, [], schema, (field, { enum: words }) => {
		if (!Array.isArray(words)) return;
		const list = words as string[];
		for (const [index, word] of list.entries()) {
			const next = list[(index + 1) % list.length];
			if (next !== undefined) found.set(`${field} ${word}`, next);
		}
	});
	return found;
}

function walk(
	schema: Schema,
	path: readonly string[],
	root: Schema,
	see: (field: string, schema: Schema) => void
): void {
	const inside = (inner: unknown, ...more: string[]) =>
		walk(inner as Schema, [...path, ...more], root, see);
	if (path.length > 12) return;
	if (typeof schema['$ref'] === 'string') {
		if (path.filter((key) => key === 'of').length > 1) return;
		const keys = schema['$ref'].split('/').slice(1);
		inside(keys.reduce<unknown>((at, key) => (at as Schema)[key], root));
		return;
	}
	see(shared(path.join('/')), schema);
	for (const key of ['anyOf', 'oneOf', 'allOf'] as const)
		for (const one of (schema[key] ?? []) as unknown[]) inside(one);
	for (const [key, one] of Object.entries((schema['properties'] ?? {}) as Schema))
		inside(one, path.at(-1) === 'name' ? '*' : key);
	if (schema['items']) inside(schema['items'], '*');
	const more = schema['additionalProperties'];
	if (typeof more === 'object' && more !== null) inside(more, '*');
}
