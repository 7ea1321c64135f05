import type { Change, Named, Names, RuleChange, WholeRules } from './diff-change.ts';
import { naming } from './diff-change.ts';
import { diffLists, type Telling } from './diff-lists.ts';
import type { ActivityKind, Gift, Milestone, Version } from './programme.ts';
import { same } from './same.ts';

/** The lists whose rules are told whole: counting, milestones, roll-over, cards, partners, services. */
export function diffCredits(before: Version, after: Version, names: Names): Change[] {
	return diffWhole('credits', '/credits', before.credits, after.credits, names);
}

export function diffMilestones(before: Version, after: Version, names: Names): Change[] {
	const [was, is] = [before.milestones ?? [], after.milestones ?? []];
	return [
		...diffWhole('milestones', '/milestones', was, is, names),
		...is.flatMap((milestone, at) => {
			const old = was.find(({ id }) => id === milestone.id);
			return old ? diffGifts(old, milestone, `/milestones/${at}`) : [];
		})
	];
}

/** Gifts by their ids and names; everything else of them is in the sentence of the milestone. */
function diffGifts(before: Milestone, after: Milestone, pointer: string): Change[] {
	const of = naming(after);
	const place = { part: 'gifts', pointer: `${pointer}/options`, of } as const;
	return diffLists(place, giftsOf(before), giftsOf(after), {
		changed: () => ({ changes: [], said: ['points', 'count', 'validity', 'use'] })
	}).map((change) =>
		after.kind === 'gift'
			? { ...change, pointer: change.pointer.replace(/\/options(\/\d+)?/, '/gift') }
			: change
	);
}

function giftsOf({ gift, options }: Milestone): readonly Gift[] {
	return [...(options ?? []), ...(gift ? [gift] : [])];
}

export function diffTimes(before: Version, after: Version, names: Names): Change[] {
	return [
		...diffWhole('rollOver', '/rollOver', before.rollOver ?? [], after.rollOver ?? [], names),
		...diffWhole('tierYears', '/tierYears', before.tierYears ?? [], after.tierYears ?? [], names)
	];
}

export function diffPartners(before: Version, after: Version, names: Names): Change[] {
	return [
		...diffWhole('cards', '/cards', before.cards ?? [], after.cards ?? [], names),
		...diffLists(
			{ part: 'activities', pointer: '/activities' },
			before.activities ?? [],
			after.activities ?? [],
			{
				changed: (one, other, pointer) => ({
					changes: diffActivity(one, other, pointer, names),
					said: ['measures', 'earning', 'credits']
				})
			}
		),
		...diffWhole(
			'conversions',
			'/conversions',
			before.conversions ?? [],
			after.conversions ?? [],
			names
		)
	];
}

function diffActivity(
	before: ActivityKind,
	after: ActivityKind,
	pointer: string,
	names: Names
): Change[] {
	const of = naming(after);
	return [
		...diffLists(
			{ part: 'measures', pointer: `${pointer}/measures`, of },
			before.measures,
			after.measures
		),
		...diffWhole(
			'activity-earning',
			`${pointer}/earning`,
			before.earning,
			after.earning,
			names,
			of
		),
		...diffWhole('activity-credits', `${pointer}/credits`, before.credits, after.credits, names, of)
	];
}

export function diffServices(before: Version, after: Version, names: Names): Change[] {
	return diffWhole('services', '/services', before.services ?? [], after.services ?? [], names);
}

/** A list of rules, each told by its sentence before and after; names, which have no place in it, apart. */
export function diffWhole<P extends keyof WholeRules>(
	part: P,
	pointer: string,
	before: readonly WholeRules[P][],
	after: readonly WholeRules[P][],
	names: Names,
	of?: Named
): Change[] {
	const told = (was: WholeRules[P] | null, is: WholeRules[P] | null, at: string) => {
		const what = naming((is ?? was) as WholeRules[P]);
		const belongs = of ? { of } : {};
		return {
			code: 'rule',
			pointer: at,
			part,
			what,
			...belongs,
			before: was,
			after: is,
			names
		} as Change & RuleChange;
	};
	const telling: Telling<WholeRules[P]> = {
		came: (item, at) => told(null, item, at),
		went: (item, at) => told(item, null, at),
		changed: (was, is, at) => ({
			changes: same(withoutNames(was), withoutNames(is)) ? [] : [told(was, is, at)],
			said: [...Object.keys(was), ...Object.keys(is)].filter((field) => field !== 'name')
		})
	};
	return diffLists({ part, pointer, of }, before, after, telling);
}

/** The ids and names of gifts are told by themselves, so a change of these alone is no other rule. */
function withoutNames(rule: object): unknown {
	const bare = ({ id, name, ...rest }: Partial<Gift>) => (void id, void name, rest);
	const { options, gift, ...rest } = rule as Partial<Milestone>;
	return { ...bare(rest as Partial<Gift>), options: options?.map(bare), gift: gift && bare(gift) };
}
