import { expect, test } from 'vitest';
import { diffVersions } from './diff.ts';
import type { ProgrammeFile, Version } from './programme.ts';
import { listTemplates, readTemplate, type TemplateName } from './templates.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const versionOf = (name: TemplateName) => (readTemplate(name) as ProgrammeFile).versions[0];

const meridian = versionOf('meridian');

/** A copy of the document with one thing inside changed. */
function changed(change: (document: { [key: string]: Json }) => void, of = meridian): Version {
	const copy = structuredClone(of) as unknown as { [key: string]: Json };
	change(copy);
	return copy as unknown as Version;
}

test.for(listTemplates())(
	'D1: %s is no other than itself, whatever the order of its keys',
	(name) => {
		const version = versionOf(name);
		expect(diffVersions(version, version)).toEqual([]);
		const turned = Object.fromEntries(Object.entries(version).reverse()) as unknown as Version;
		expect(diffVersions(version, turned)).toEqual([]);
		expect(diffVersions(version, { ...version, from: '2030-01-01' })).toEqual([]);
	}
);

test.for(listTemplates())('D1: whatever is changed in %s is told, and told back again', (name) => {
	const version = versionOf(name);
	const paths = leaves(version as unknown as Json);
	expect(paths.length).toBeGreaterThan(80);
	for (const path of paths) {
		if (path.join() === 'from') continue;
		const other = changed((document) => poke(document, path), version);
		expect(diffVersions(version, other), path.join('/')).not.toEqual([]);
		expect(diffVersions(other, version), path.join('/')).not.toEqual([]);
	}
});

test.for(listTemplates())(
	'D1: whatever is left out of or moved in a list of %s is told',
	(name) => {
		const version = versionOf(name) as unknown as { [key: string]: Json };
		for (const [key, list] of Object.entries(version)) {
			if (!Array.isArray(list) || list.length === 0) continue;
			const shorter = { ...version, [key]: list.slice(1) } as unknown as Version;
			const was = version as unknown as Version;
			expect(diffVersions(was, shorter), key).not.toEqual([]);
			expect(diffVersions(shorter, was), key).not.toEqual([]);
			if (list.length < 2) continue;
			const turned = { ...version, [key]: list.toReversed() } as unknown as Version;
			expect(diffVersions(was, turned), key).not.toEqual([]);
		}
	}
);

test('D1: a rate, a cap and where a rule applies are told by the rule', () => {
	const after = {
		...meridian,
		earning: meridian.earning.map((rule) =>
			rule.id === 'standard' ? { ...rule, points: 12, cap: 5000 } : rule
		)
	};
	expect(diffVersions(meridian, after)).toEqual([
		{
			code: 'earning-rate',
			pointer: '/earning/0/points',
			rule: { id: 'standard' },
			currency: 'USD',
			before: { points: 10, per: 1 },
			after: { points: 12, per: 1 }
		},
		{
			code: 'earning-cap',
			pointer: '/earning/0/cap',
			rule: { id: 'standard' },
			before: null,
			after: 5000
		}
	]);
	const [rule, ...others] = meridian.earning;
	const nowhere = { ...meridian, earning: [{ ...rule, where: undefined }, ...others] } as Version;
	expect(diffVersions(meridian, nowhere)).toMatchObject([
		{ code: 'earning-where', before: { brands: ['standard'] }, after: null }
	]);
	expect(diffVersions(meridian, { ...meridian, earning: others })).toEqual([
		{ code: 'removed', pointer: '/earning', part: 'earning', what: { id: 'standard' } }
	]);
});

test('D1: a tier’s name, bonus, threshold and validity are told by the tier', () => {
	const after = changed((document) => {
		const gold = (document['tiers'] as { [key: string]: Json }[])[2] ?? {};
		gold['name'] = { en: 'Sun', 'zh-CN': '金卡' };
		gold['bonus'] = '0.3';
		const [way] = gold['ways'] as { [key: string]: Json }[];
		if (way) {
			(way['needs'] as { [key: string]: Json })['amount'] = 20;
			way['validity'] = { kind: 'life' };
		}
	});
	const tier = { id: 'gold', name: { en: 'Sun', 'zh-CN': '金卡' } };
	expect(diffVersions(meridian, after)).toEqual([
		{
			code: 'tier-renamed',
			pointer: '/tiers/2/name',
			tier,
			before: { en: 'Gold', 'zh-CN': '金卡' },
			after: { en: 'Sun', 'zh-CN': '金卡' }
		},
		{ code: 'tier-bonus', pointer: '/tiers/2/bonus', tier, before: '0.25', after: '0.3' },
		{
			code: 'tier-validity',
			pointer: '/tiers/2/ways/0/validity',
			tier,
			before: { kind: 'end-of-month', month: 2, yearsAfter: 2 },
			after: { kind: 'life' }
		},
		{
			code: 'tier-threshold',
			pointer: '/tiers/2/ways/0/needs',
			tier,
			way: '25-nights',
			kind: 'at-least',
			counter: { id: 'nights', unit: 'nights', name: { en: 'Nights', 'zh-CN': '房晚' } },
			currency: 'USD',
			before: 25,
			after: 20
		}
	]);
});

test('D1: the award of the survey comes, changes and goes by its points', () => {
	const withAward = (points: number): Version => ({
		...meridian,
		awards: [{ id: 'survey', kind: 'fixed', on: 'survey', points }]
	});
	const told = (before: Version, after: Version) =>
		diffVersions(before, after).map((change) =>
			change.code === 'award-points' ? [change.before, change.after] : change
		);
	expect(told(meridian, withAward(200))).toEqual([[null, 200]]);
	expect(told(withAward(200), withAward(300))).toEqual([[200, 300]]);
	expect(told(withAward(300), meridian)).toEqual([[300, null]]);
});

type Path = readonly (string | number)[];

/** Every value in the document that is no list or object, by its path. */
function leaves(value: Json, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([key, inner]) =>
		leaves(inner, [...path, Array.isArray(value) ? Number(key) : key])
	);
}

function poke(document: { [key: string]: Json }, path: Path) {
	let at = document as { [key: string | number]: Json };
	for (const key of path.slice(0, -1)) at = at[key] as typeof at;
	const last = path.at(-1) ?? '';
	const value = at[last];
	at[last] = typeof value === 'number' ? value + 1 : `${String(value)}-other`;
}
