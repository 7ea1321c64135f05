import { describe, expect, test } from 'vitest';
import { checkProgramme } from './check.ts';
import { readTemplate, type TemplateName } from './templates.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A template with one place of it replaced, or added; `-` is the end of a list. */
function changed(name: TemplateName, pointer: string, value: Json): unknown {
	const json = readTemplate(name) as { [key: string]: Json };
	const path = pointer.slice(1).split('/');
	const last = path.pop() ?? '';
	let at: Json = json;
	for (const key of path) {
		if (typeof at !== 'object' || at === null) throw new Error(`nothing at ${pointer}`);
		at = (Array.isArray(at) ? at[Number(key)] : at[key]) ?? null;
	}
	if (Array.isArray(at)) at[last === '-' ? at.length : Number(last)] = value;
	else if (typeof at === 'object' && at !== null) at[last] = value;
	return json;
}

function problemsOf(json: unknown): string[] {
	const checked = checkProgramme(json);
	return checked.ok ? [] : checked.problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

const v = '/versions/0';
const nights = (amount: number) => ({ kind: 'at-least', credit: 'nights', amount });
const life = { kind: 'life' };

describe('D1: contradictions are told with a sentence and a pointer', () => {
	test.each<[TemplateName, string, Json, string]>([
		// tiers
		['bamboo', `${v}/tiers/3/ways/0/after`, 'pearl', `${v}/tiers/3/ways/0/after is no tier: pearl`],
		[
			'bamboo',
			`${v}/tiers/3/ways/0/after`,
			'platinum',
			`${v}/tiers/3/ways/0/after can never be met: whoever holds platinum has no use for platinum`
		],
		[
			'bamboo',
			`${v}/tiers/1/ways/0/after`,
			'gold',
			`${v}/tiers/1/ways/0/after can never be met: whoever holds gold has no use for silver`
		],
		[
			'bamboo',
			`${v}/tiers/0/keep`,
			{
				needs: nights(1),
				window: { kind: 'member-year' },
				validity: life,
				otherwise: { kind: 'one-down', validity: life }
			},
			`${v}/tiers/0/keep cannot be: Star is the floor, from which nobody falls`
		],
		[
			'bamboo',
			`${v}/tiers/3/ways/0/validity`,
			life,
			`${v}/tiers/3/keep is never asked for: every way to Platinum is for life`
		],
		[
			'bamboo',
			`${v}/tiers/3/keep/needs`,
			nights(41),
			`${v}/tiers/3/keep/needs ask for more than to reach Platinum: 41 nights, where 40 are enough`
		],
		[
			'crane',
			`${v}/tiers/2/keep/needs`,
			{ kind: 'at-least', credit: 'segments', amount: 41 },
			`${v}/tiers/2/keep/needs ask for more than to reach Gold: 41 segments, where 40 are enough`
		],
		[
			'crane',
			`${v}/tiers/2/keep/needs/of/0/credit`,
			'moons',
			`${v}/tiers/2/keep/needs/of/0/credit is no counter: moons`
		],
		[
			'bamboo',
			`${v}/tiers/2/ways/-`,
			{ id: 'try', kind: 'challenge', days: 90, needs: nights(0.5), validity: life },
			`${v}/tiers/2/ways/1/needs/amount must be a whole number or decimal text`
		],
		[
			'bamboo',
			`${v}/tiers/2/ways/-`,
			{
				id: 'try',
				kind: 'challenge',
				days: 90,
				needs: { kind: 'at-least', credit: 'moons', amount: 1 },
				validity: life
			},
			`${v}/tiers/2/ways/1/needs/credit is no counter: moons`
		],
		[
			'crane',
			`${v}/activities/0/credits`,
			[],
			`${v}/tiers/1/ways/0/needs/of/0/credit can never be met: nothing adds to distance`
		],
		// roll-over, years, cards
		['orchard', `${v}/rollOver/0/credit`, 'moons', `${v}/rollOver/0/credit is no counter: moons`],
		['orchard', `${v}/rollOver/0/tierMin`, 'king', `${v}/rollOver/0/tierMin is no tier: king`],
		[
			'bamboo',
			`${v}/rollOver`,
			[{ id: 'r', credit: 'nights' }],
			`${v}/rollOver/0/credit never rolls over: no tier asks for nights of a calendar year`
		],
		[
			'atlas',
			`${v}/tierYears`,
			[{ id: 'y', credit: 'years', tierMin: 'gold' }],
			`${v}/tierYears/0/credit is no counter: years`
		],
		['atlas', `${v}/cards/0/tier`, 'king', `${v}/cards/0/tier is no tier: king`],
		[
			'atlas',
			`${v}/cards/0/tier`,
			'classic',
			`${v}/cards/0/tier gives nothing: everybody holds classic, the floor`
		],
		[
			'atlas',
			`${v}/cards/0`,
			{ id: 'card', name: { en: 'Card' }, validity: life },
			`${v}/cards/0 gives nothing: it needs a tier or credits`
		],
		[
			'atlas',
			`${v}/cards/0/credits/0/credit`,
			'moons',
			`${v}/cards/0/credits/0/credit is no counter: moons`
		],
		// activities
		[
			'crane',
			`${v}/activities/0/earning/0/measure`,
			'height',
			`${v}/activities/0/earning/0/measure is no measure: height`
		],
		[
			'crane',
			`${v}/activities/0/credits/0/measure`,
			'height',
			`${v}/activities/0/credits/0/measure is no measure: height`
		],
		[
			'crane',
			`${v}/activities/0/credits/0/credit`,
			'moons',
			`${v}/activities/0/credits/0/credit is no counter: moons`
		],
		[
			'crane',
			`${v}/activities/0/measures/1/id`,
			'distance',
			`${v}/activities/0/measures/1/id is used twice: distance`
		],
		// milestones
		[
			'harbour',
			`${v}/milestones/0/credit`,
			'moons',
			`${v}/milestones/0/credit is no counter: moons`
		],
		['harbour', `${v}/milestones/1/at`, [60, 60], `${v}/milestones/1/at has a number twice: 60`],
		[
			'harbour',
			`${v}/milestones/1`,
			{ id: 'm', kind: 'points', credit: 'nights', window: { kind: 'calendar-year' }, at: [60] },
			`${v}/milestones/1/points is missing: it gives points`
		],
		[
			'harbour',
			`${v}/milestones/1/withinDays`,
			90,
			`${v}/milestones/1/withinDays has no meaning: it gives points`
		],
		[
			'harbour',
			`${v}/milestones/0/at`,
			{ from: 360, step: 10, to: 40 },
			`${v}/milestones/0/at must not end before it begins`
		],
		[
			'summit',
			`${v}/milestones/0/choose`,
			5,
			`${v}/milestones/0/choose is more than there are options: 4`
		],
		[
			'summit',
			`${v}/milestones/0/choose`,
			2,
			`${v}/milestones/0/otherwise must be as many as chosen: 2`
		],
		[
			'summit',
			`${v}/milestones/0/options/1/id`,
			'points',
			`${v}/milestones/0/options/1/id is used twice: points`
		],
		[
			'summit',
			`${v}/milestones/0/options/0/count`,
			2,
			`${v}/milestones/0/options/0/count has no meaning: the gift is points`
		],
		// rewards and money
		['harbour', `${v}/rewardNights/tierMin`, 'king', `${v}/rewardNights/tierMin is no tier: king`],
		[
			'lotus',
			`${v}/conversions/-`,
			{ id: 'miles', name: { en: 'Miles' }, pointsMin: 1, step: 1 },
			`${v}/conversions/1/id is used twice: miles`
		],
		[
			'lotus',
			`${v}/transfer`,
			{ givenMost: 500, receivedMost: 5000, pointsMin: 1000, delayDays: 1, memberDaysMin: 0 },
			`${v}/transfer/pointsMin is more than may be passed on: 500`
		],
		[
			'lotus',
			`${v}/expiry`,
			{ kind: 'fixed-day', month: 2, day: 30, yearsAfter: 1 },
			`${v}/expiry is no day of the year`
		],
		[
			'orchard',
			`${v}/expiry/sleepsFrom`,
			'club',
			`${v}/expiry/sleepsFrom is the floor, club: points would never lapse`
		],
		[
			'harbour',
			'/versions/1/currency',
			'EUR',
			'/versions/1/currency must be USD, as in the first version: what was counted would mix'
		]
	])('D1: %s with %s = %j', (name, pointer, value, problem) => {
		const problems = problemsOf(changed(name, pointer, value));
		expect(
			problems.some((one) => one.startsWith(problem)),
			problems.join('\n')
		).toBe(true);
	});

	test('D1: a way that is open only after another tier may ask for less than a lower one', () => {
		expect(
			problemsOf(changed('bamboo', `${v}/tiers/3/ways/0/needs/of/0/amount`, 10)).filter(
				(problem) => !problem.includes('keep')
			)
		).toEqual([]);
	});

	test('D1: a tier for life that the next higher one falls to may be reviewed', () => {
		const keep = {
			needs: { kind: 'at-most', credit: 'no-shows', amount: 9 },
			window: { kind: 'member-year' },
			validity: { kind: 'member-year', yearsAfter: 1 },
			otherwise: { kind: 'by-credits' }
		};
		const falling = { kind: 'one-down', validity: { kind: 'member-year', yearsAfter: 0 } };
		const reviewed = changed('bamboo', `${v}/tiers/2/keep`, keep) as {
			versions: { tiers: { keep?: { otherwise: Json } }[] }[];
		};
		expect(problemsOf(reviewed)).toEqual([
			`${v}/tiers/2/keep is never asked for: every way to Gold is for life`
		]);
		const platinum = reviewed.versions[0]?.tiers[3]?.keep;
		if (platinum) platinum.otherwise = falling;
		expect(problemsOf(reviewed)).toEqual([]);
	});
});

describe('D7: an example that could never be played is told before it is', () => {
	const stay = { kind: 'stay', arrival: '2026-03-02', nights: 2, brand: 'standard', room: 100 };
	const on = '2026-03-02';
	test.each<[TemplateName, Json, string]>([
		[
			'atlas',
			{ kind: 'activity', on, activity: 'ball', amounts: {} },
			'activity is no activity: ball'
		],
		[
			'atlas',
			{ kind: 'activity', on, activity: 'event', amounts: { guests: 5 } },
			'amounts/guests is no measure of event: guests'
		],
		[
			'atlas',
			{ kind: 'claim', on, of: { kind: 'activity', on, activity: 'ball', amounts: {} } },
			'of/activity is no activity: ball'
		],
		['atlas', { kind: 'card', on, card: 'gold' }, 'card is no card: gold'],
		['atlas', { kind: 'refund', on, stay: 'a' }, 'stay is no stay before it: a'],
		['atlas', { kind: 'cancel', on, spend: 'a' }, 'spend is no spend before it: a'],
		['atlas', { kind: 'confirm', on, use: 'a' }, 'use is no use-gift before it: a'],
		['atlas', { kind: 'award', on, occasion: 'survey' }, 'occasion has no award: survey'],
		['atlas', { kind: 'convert', on, to: 'miles', points: 1 }, 'to is no conversion: miles'],
		['atlas', { kind: 'named', on, tier: 'king' }, 'tier is no tier: king'],
		['atlas', { kind: 'named', on, tier: 'gold' }, 'tier has no way of the kind named: gold'],
		[
			'atlas',
			{ kind: 'challenge', on, tier: 'gold' },
			'tier has no way of the kind challenge: gold'
		],
		['atlas', { kind: 'credits', on, credit: 'moons', amount: 1 }, 'credit is no counter: moons'],
		[
			'atlas',
			{ kind: 'credits', on, credit: 'nights', amount: '1.5' },
			'amount must be a whole number'
		],
		[
			'summit',
			{ kind: 'choose', on, milestone: 'gold', at: 20, options: ['points'] },
			'milestone is no milestone: gold'
		],
		[
			'summit',
			{ kind: 'choose', on, milestone: 'milestone', at: 25, options: ['points'] },
			'at is no number of milestone: 25'
		],
		[
			'summit',
			{ kind: 'choose', on, milestone: 'milestone', at: 20, options: ['yacht'] },
			'options/0 is no option of milestone: yacht'
		],
		['atlas', { ...stay, brand: 'palace' }, 'brand is no brand: palace'],
		['atlas', { ...stay, paidWithPoints: '1.234' }, 'paidWithPoints is no amount of EUR: 1.234'],
		['atlas', { ...stay, nightAmounts: [50] }, 'nightAmounts must add up to the room amount, 100'],
		['atlas', { ...stay, nightAmounts: [100] }, 'nightAmounts must be one for each of 2 nights'],
		['atlas', { ...stay, roomAmounts: [50, 50] }, 'roomAmounts must be one for each of 1 rooms'],
		['atlas', { ...stay, awardNights: 3 }, 'awardNights must not be above the nights, 2']
	])('D7: %s with %j', (name, event, problem) => {
		expect(problemsOf(changed(name, '/examples/0/events', [event]))).toContain(
			`/examples/0/events/0/${problem}`
		);
	});

	test('D7: a share above all, and a share beside amounts', () => {
		const refund = { kind: 'refund', on: '2026-04-02', stay: 'a', share: '1.5', room: 5 };
		expect(
			problemsOf(changed('meridian', '/examples/0/events', [{ ...stay, id: 'a' }, refund]))
		).toEqual([
			'/examples/0/events/1/share must not be above 1, which is all',
			'/examples/0/events/1/share goes without amounts'
		]);
	});

	test.each<[string, Json, string]>([
		['member', { tier: 'king' }, 'member/tier is no tier: king'],
		['member', { tierSince: on }, 'member/tier is missing: its days are given'],
		[
			'member',
			{ tier: 'gold', tierSince: '2026-03-02', tierValidTo: '2026-03-01' },
			'member/tierValidTo must not be before 2026-03-02'
		],
		[
			'member',
			{ tier: 'gold', joinedOn: '2026-03-02', tierSince: '2026-03-01' },
			'member/tierSince must not be before 2026-03-02'
		],
		['with', { bases: { gold: 'night' } }, 'with/bases/gold is no earning rule: gold'],
		['expect', { tier: 'king' }, 'expect/tier is no tier: king'],
		['expect', { tiers: [{ on, tier: 'king' }] }, 'expect/tiers/0/tier is no tier: king'],
		['expect', { counts: { moons: 1 } }, 'expect/counts/moons is no counter: moons'],
		['expect', { rolled: { moons: 1 } }, 'expect/rolled/moons is no counter: moons'],
		[
			'expect',
			{ milestones: [{ milestone: 'gold', at: 1 }] },
			'expect/milestones/0/milestone is no milestone: gold'
		],
		['expect', { issued: { gold: [1] } }, 'expect/issued/gold is no milestone: gold'],
		['expect', { gifts: { yacht: 1 } }, 'expect/gifts/yacht is no gift of a milestone: yacht'],
		['expect', { glory: 1 }, 'expect/glory is a field unknown here']
	])('D7: %s %j', (field, value, problem) => {
		expect(problemsOf(changed('summit', `/examples/0/${field}`, value))).toContain(
			`/examples/0/${problem}`
		);
	});
});
