import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { programmeLike } from '../testing/make.ts';
import { checkProgramme } from './check.ts';
import { runExamples } from './examples.ts';
import { programmeSchema } from './json-schema.ts';
import { programmeOf, versionNumbered, versionOn, type ProgrammeFile } from './programme.ts';
import { isTemplateName, listTemplates, readTemplate, type TemplateName } from './templates.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A template with one place of it replaced (or removed, by undefined). */
function changed(name: TemplateName, pointer: string, value: Json | undefined): unknown {
	const json = readTemplate(name) as { [key: string]: Json };
	const path = pointer.slice(1).split('/');
	const last = path.pop() ?? '';
	let at: Json = json;
	for (const key of path) {
		if (typeof at !== 'object' || at === null) throw new Error(`nothing at ${pointer}`);
		at = (Array.isArray(at) ? at[Number(key)] : at[key]) ?? null;
	}
	if (typeof at !== 'object' || at === null) throw new Error(`nothing at ${pointer}`);
	if (Array.isArray(at)) {
		if (value === undefined) at.splice(Number(last), 1);
		else at[Number(last)] = value;
	} else if (value === undefined) delete at[last];
	else at[last] = value;
	return json;
}

function problemsOf(json: unknown) {
	const checked = checkProgramme(json);
	return checked.ok ? [] : checked.problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

function fileOf(json: unknown): ProgrammeFile {
	const checked = checkProgramme(json);
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.file;
}

describe.each(listTemplates())('D8: %s', (name) => {
	test('D8: ships without a problem, and every example in it is green', () => {
		expect(problemsOf(readTemplate(name))).toEqual([]);
		const result = runExamples(fileOf(readTemplate(name)));
		expect(result.examples.filter((example) => !example.passed)).toEqual([]);
		expect(result).toMatchObject({ failed: 0, passed: result.examples.length });
		expect(result.passed).toBeGreaterThanOrEqual(12);
	});

	test('D8: lies among the golden ones', () => {
		const golden = readFileSync(`tests/golden/${name}.json`, 'utf8');
		expect(JSON.parse(golden)).toEqual(readTemplate(name));
	});

	test('D7: an example turns red when any of what it expects is changed', () => {
		const file = fileOf(readTemplate(name));
		for (const example of file.examples)
			for (const [field, value] of Object.entries(example.expect)) {
				const wrong = Array.isArray(value)
					? [...value, { on: '2000-01-01', balance: 1 }]
					: typeof value === 'number'
						? value + 1
						: 'something-else';
				const spoilt = { ...example, expect: { ...example.expect, [field]: wrong } };
				const { failed } = runExamples({ ...file, examples: [spoilt as typeof example] });
				expect([example.name, field, failed]).toEqual([example.name, field, 1]);
			}
	});

	test('D1: reading a template gives a copy of its own', () => {
		const one = readTemplate(name) as { name: unknown };
		one.name = 'changed';
		expect(readTemplate(name)).not.toEqual(one);
		expect(isTemplateName(name)).toBe(true);
	});
});

test('D8: there are nine, and nothing else is golden', () => {
	const files = listTemplates().map((name) => `${name}.json`);
	expect(files).toHaveLength(9);
	expect(readdirSync('tests/golden').toSorted()).toEqual(files.toSorted());
});

describe('D1: what is refused, and where', () => {
	const tier = '/versions/0/tiers';
	const rule = '/versions/0/earning';
	test.each<[TemplateName, string, Json | undefined, string]>([
		['meridian', '/versions/0/colour', 'red', '/versions/0/colour is a field unknown here'],
		[
			'meridian',
			`${tier}/1/ways/0/window/days`,
			3,
			`${tier}/1/ways/0/window/days is a field unknown here`
		],
		[
			'meridian',
			`${rule}/0/basis`,
			undefined,
			`${rule}/0/basis is missing: a rule must name its date basis (arrival, departure or night)`
		],
		['meridian', `${rule}/0/kind`, 'magic', `${rule}/0/kind must be a kind that is known here`],
		[
			'meridian',
			`${rule}/0/points`,
			2.5,
			`${rule}/0/points must be a whole number or decimal text, such as "2.5"`
		],
		[
			'meridian',
			`${rule}/0/points`,
			'2,5',
			`${rule}/0/points must be a whole number or decimal text, such as "2.5"`
		],
		['meridian', `${rule}/0/per`, 0, `${rule}/0/per must be above 0`],
		[
			'meridian',
			`${rule}/0/where/brands/0`,
			'palace',
			`${rule}/0/where/brands/0 is no brand of this version: palace`
		],
		[
			'meridian',
			`${rule}/0/where`,
			undefined,
			`${rule}/1/rank must differ from that of standard: both rules can apply to the same amount`
		],
		['meridian', '/versions/0/currency', 'XYZ', '/versions/0/currency is no ISO 4217 currency'],
		['meridian', '/versions/0/timeZone', 'Mars/Olympus', '/versions/0/timeZone is no time zone'],
		[
			'meridian',
			'/versions/0/rounding/mode',
			'up',
			'/versions/0/rounding/mode must be one of floor, half-up, half-even'
		],
		['meridian', '/versions/0/clawback', undefined, '/versions/0/clawback is missing'],
		['meridian', '/versions/0/pointsName/en', undefined, '/versions/0/pointsName/en is missing'],
		['meridian', '/versions/0/expiry/days', 5, '/versions/0/expiry needs either months or days'],
		[
			'meridian',
			'/versions/0/expiry/sleepsFrom',
			'bronze',
			'/versions/0/expiry/sleepsFrom is no tier: bronze'
		],
		[
			'meridian',
			`${tier}/2/ways/0/needs/amount`,
			9,
			`${tier}/2/ways/0/needs falls: Gold needs 9 nights, Silver below it needs 10`
		],
		[
			'meridian',
			`${tier}/2/ways/0/needs/amount`,
			10,
			`${tier}/1/ways can never be held: whoever reaches Silver has reached Gold`
		],
		['meridian', `${tier}/2/ways`, [], `${tier}/2/ways is empty: nobody can reach Gold`],
		[
			'meridian',
			`${tier}/2/ways/0/needs/credit`,
			'moons',
			`${tier}/2/ways/0/needs/credit is no counter: moons`
		],
		[
			'meridian',
			`${tier}/2/ways/0/needs/amount`,
			'12.5',
			`${tier}/2/ways/0/needs/amount must be a whole number`
		],
		[
			'meridian',
			`${tier}/5/ways/0/needs/of/1/amount`,
			'23000.005',
			`${tier}/5/ways/0/needs/of/1/amount is no amount of USD: 23000.005`
		],
		[
			'meridian',
			'/versions/0/credits/0',
			undefined,
			`${tier}/1/ways/0/needs/credit can never be met: nothing adds to nights`
		],
		[
			'meridian',
			'/versions/0/credits/1/credit',
			'nights',
			'/versions/0/credits/1/credit counts nights, but the rule gives stays'
		],
		['meridian', `${tier}/2/id`, 'silver', `${tier}/2/id is used twice: silver`],
		[
			'meridian',
			'/versions/0/milestones/0/otherwise',
			['nothing'],
			'/versions/0/milestones/0/otherwise must be among the options'
		],
		[
			'pearl',
			`${rule}/0/rank`,
			undefined,
			`${rule}/1/rank must differ from that of member-day: both rules can apply to the same amount`
		],
		[
			'pearl',
			`${rule}/1/rank`,
			1,
			`${rule}/1/rank must differ from that of member-day: both rules can apply to the same amount`
		],
		[
			'pearl',
			'/versions/0/services/0/byTier/king',
			'offered',
			'/versions/0/services/0/byTier/king is no tier: king'
		],
		[
			'pearl',
			'/versions/0/awards/1/on',
			'survey',
			'/versions/0/awards/1/on has an award already: survey'
		],
		[
			'pearl',
			'/examples/0/events/0/room',
			'7.005',
			'/examples/0/events/0/room is no amount of CNY: 7.005'
		],
		[
			'pearl',
			'/examples/0/events/0/arrival',
			'2026-02-30',
			'/examples/0/events/0/arrival is no day of the calendar'
		],
		['pearl', '/examples/0/expect/tier', 'king', '/examples/0/expect/tier is no tier: king'],
		['pearl', '/examples/8/events/0/tier', 'king', '/examples/8/events/0/tier is no tier: king'],
		[
			'meridian',
			'/examples/0/events/0/brand',
			'palace',
			'/examples/0/events/0/brand is no brand: palace'
		],
		[
			'meridian',
			'/examples/0/events/0/brand',
			undefined,
			'/examples/0/events/0/brand is missing: one of standard, residence, studio, apartment'
		],
		['meridian', '/schemaVersion', 2, '/schemaVersion must be one of 1'],
		['meridian', '/versions', [], '/versions must have at least 1']
	])('D1: %s with %s = %j', (name, pointer, value, problem) => {
		const problems = problemsOf(changed(name, pointer, value));
		expect(
			problems.some((one) => one.startsWith(problem)),
			problems.join('\n')
		).toBe(true);
	});

	test('D1: no JSON at all is refused, not thrown at', () => {
		for (const json of [null, undefined, 5, 'x', [], {}]) expect(problemsOf(json)).not.toEqual([]);
	});

	test('D1: a need that allows less than it asks for', () => {
		const all = [
			{ kind: 'at-least', credit: 'nights', amount: 10 },
			{ kind: 'at-most', credit: 'nights', amount: 9 }
		];
		expect(
			problemsOf(changed('meridian', `${tier}/1/ways/0/needs`, { kind: 'all', of: all }))
		).toEqual([`${tier}/1/ways/0/needs can never be met: it asks for more than it allows`]);
	});

	test('D1: a threshold that falls within a need is found', () => {
		const vip = `${tier}/3/ways/0/needs`;
		expect(problemsOf(changed('pearl', `${vip}/amount`, '15000'))).toEqual([
			`${vip} falls: VIP needs 15000 CNY, Member below it needs 20000`
		]);
	});

	test('D1: a tier is swallowed by one of several ways to the tier above it', () => {
		const way = { kind: 'reach', window: { kind: 'membership' }, validity: { kind: 'life' } };
		const needs = (amount: number) => ({ kind: 'at-least', credit: 'stays', amount });
		const ways = [
			{ ...way, id: 'many', needs: { kind: 'at-least', credit: 'nights', amount: 99 } },
			{ ...way, id: 'two', needs: needs(2) }
		];
		expect(problemsOf(changed('pearl', `${tier}/2/ways`, ways))).toEqual([
			`${tier}/1/ways can never be held: whoever reaches Regular has reached Member`
		]);
	});

	test('D7: an example that gives credits names a counter', () => {
		const event = { kind: 'credits', on: '2026-01-01', credit: 'moons', amount: 1 };
		expect(problemsOf(changed('pearl', '/examples/0/events/0', event))).toEqual([
			'/examples/0/events/0/credit is no counter: moons'
		]);
	});

	test('D1: versions ascend, and every one but the first has its day', () => {
		const [version] = (readTemplate('pearl') as { versions: Json[] }).versions;
		const versions = (...froms: (string | undefined)[]) =>
			froms.map((from) => ({ ...(version as object), ...(from ? { from } : {}) })) as Json[];
		const problems = (list: Json[]) => problemsOf(changed('pearl', '/versions', list));
		expect(problems(versions(undefined, '2026-01-01', '2026-01-02'))).toEqual([]);
		expect(problems(versions(undefined, undefined))[0]).toMatch(/^\/versions\/1\/from is missing/);
		expect(problems(versions(undefined, '2026-01-01', '2026-01-01'))).toEqual([
			'/versions/2/from must be after 2026-01-01, the version before it'
		]);
	});

	test('D2: rules that cannot meet need no rank', () => {
		const ruleOf = (where: Json, basis = 'arrival') => ({
			id: `r-${JSON.stringify(where).length}-${basis}`,
			kind: 'rate',
			points: 1,
			per: 1,
			classes: ['room'],
			basis,
			as: 'base',
			where
		});
		const pairs: [Json, Json, boolean][] = [
			[{ channels: ['a'] }, { exceptChannels: ['a', 'bb'] }, true],
			[{ channels: ['a'] }, { channels: ['bbb'] }, true],
			[{ to: '2026-01-07' }, { from: '2026-01-08', to: '2026-02-01' }, true],
			[{ to: '2026-01-08' }, { from: '2026-01-08', to: '2026-02-01' }, false],
			[{ daysOfMonth: [1] }, { daysOfMonth: [2, 3] }, true],
			[{ daysOfMonth: [1] }, { daysOfMonth: [1, 3] }, false],
			[{ ratePlans: ['a'] }, { channels: ['b'] }, false]
		];
		for (const [one, other, apart] of pairs) {
			const rules = [ruleOf(one), ruleOf(other)];
			expect([one, problemsOf(changed('pearl', rule, rules)).length === 0]).toEqual([one, apart]);
		}
		const bases = [ruleOf({ to: '2026-01-07' }), ruleOf({ from: '2026-01-08' }, 'departure')];
		expect(problemsOf(changed('pearl', rule, bases))).toHaveLength(1);
	});
});

describe('D7: examples', () => {
	test('D7: say what they expected and what came out', () => {
		const file = fileOf(changed('pearl', '/examples/0/expect/earned', 881));
		expect(runExamples(file).examples[0]).toMatchObject({
			passed: false,
			expected: { earned: 881, tier: 'new' },
			actual: { earned: 880, tier: 'new' }
		});
	});

	test('D7: one that cannot be played fails with the reason, and the others go on', () => {
		const event = { kind: 'bill', on: '2026-01-01', amount: 100 };
		const file = fileOf(changed('meridian', '/examples/0/events', [event]));
		const { examples, failed } = runExamples(file);
		expect(failed).toBe(1);
		expect(examples[0]?.actual).toEqual({
			error: 'the version of 2026-01-01 takes no points for money'
		});
	});

	test('D7: run over all versions of the file', () => {
		const [version] = (readTemplate('pearl') as { versions: Json[] }).versions;
		const doubled = changed('pearl', '/versions', [
			version ?? null,
			{ ...(version as object), from: '2026-01-01', earning: [] }
		] as Json[]) as { examples: Json[] };
		const { examples } = runExamples(fileOf(doubled));
		expect(examples[0]?.actual).toMatchObject({ earned: 0 });
		expect(examples[13]?.passed).toBe(true);
	});

	test('D2: an amount in another currency converts by the rate that the example gives', () => {
		const stay = { kind: 'stay', arrival: '2026-03-02', nights: 1, currency: 'USD', room: 100 };
		const example = (rate: Json | undefined, expected: Json) =>
			({
				name: 'rate',
				events: [rate === undefined ? stay : { ...stay, rate }],
				expect: expected
			}) as Json;
		const file = fileOf(
			changed('pearl', '/examples', [
				example('0.125', { earned: 800 }),
				example(undefined, { earned: 0, noPointsBecause: 'no-exchange-rate' })
			])
		);
		expect(runExamples(file)).toMatchObject({ passed: 2, failed: 0 });
	});
});

describe('D1: versions in force', () => {
	const programme = programmeLike('pearl', {}, { from: '2026-01-01' }, { from: '2026-06-01' });

	test.each([
		['1999-01-01', 1],
		['2025-12-31', 1],
		['2026-01-01', 2],
		['2026-05-31', 2],
		['2026-06-01', 3],
		['2040-01-01', 3]
	])('D1: on %s version %i', (day, number) => {
		expect(versionOn(programme, day).number).toBe(number);
		expect(versionNumbered(programme, number).number).toBe(number);
	});

	test('D1: the first version is in force from the beginning, whatever its date', () => {
		const [first] = programmeLike('pearl', { from: '2026-01-01' });
		expect(versionOn([first], '2000-01-01').number).toBe(1);
		expect(programmeOf({ versions: [first.document] })[0].from < '1900-01-01').toBe(true);
		expect(() => versionNumbered([first], 2)).toThrow('not published');
	});
});

test('D7: the JSON Schema knows versions and examples, and shows a whole programme', () => {
	const schema = programmeSchema() as {
		properties: Record<string, unknown>;
		required: string[];
		additionalProperties: boolean;
		examples: unknown[];
	};
	expect(Object.keys(schema.properties)).toEqual(['schemaVersion', 'name', 'versions', 'examples']);
	expect(schema.additionalProperties).toBe(false);
	expect(problemsOf(schema.examples[0])).toEqual([]);
	expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});
