import type { Text } from '../text.ts';
import { diffLists } from './diff-lists.ts';
import { diffTiers } from './diff-tiers.ts';
import type {
	AwardOccasion,
	Counter,
	Decimal,
	Expiry,
	MoneyOff,
	Need,
	RateRule,
	Rounding,
	Validity,
	Version,
	Where,
	Window
} from './programme.ts';
import { same } from './same.ts';

/** A threshold of a tier: so much of a counter, at least or at most. */
export type Leaf = Extract<Need, { readonly credit: string }>;

/** Parts of the document that are lists of things with ids. */
export type Part =
	| 'counters'
	| 'tiers'
	| 'ways'
	| 'benefits'
	| 'credits'
	| 'earning'
	| 'awards'
	| 'milestones'
	| 'services';

/** How a thing of the document is called: its id, and its name where it has one. */
export interface Named {
	readonly id: string;
	readonly name?: Text | undefined;
}

/**
 * One difference between two versions, as a code with its facts; words are made where it is read.
 * Amounts and shares are as the documents hold them.
 */
export type Change =
	| {
			readonly code: 'points-name';
			readonly locale: string;
			readonly before: readonly string[];
			readonly after: readonly string[];
	  }
	| {
			readonly code: 'tier-renamed';
			readonly tier: Named;
			readonly before: Text;
			readonly after: Text;
	  }
	| {
			readonly code: 'tier-bonus';
			readonly tier: Named;
			readonly before: Decimal;
			readonly after: Decimal;
	  }
	| {
			readonly code: 'tier-threshold';
			readonly tier: Named;
			readonly way: string;
			readonly kind: Leaf['kind'];
			readonly counter: Counter;
			readonly currency: string;
			readonly before: Decimal;
			readonly after: Decimal;
	  }
	| {
			readonly code: 'tier-window';
			readonly tier: Named;
			readonly before: Window;
			readonly after: Window;
	  }
	| {
			readonly code: 'tier-validity';
			readonly tier: Named;
			readonly before: Validity;
			readonly after: Validity;
	  }
	| {
			readonly code: 'earning-rate';
			readonly rule: Named;
			readonly currency: string;
			readonly before: Pick<RateRule, 'points' | 'per'>;
			readonly after: Pick<RateRule, 'points' | 'per'>;
	  }
	| {
			readonly code: 'earning-cap';
			readonly rule: Named;
			readonly before: number | null;
			readonly after: number | null;
	  }
	| {
			readonly code: 'earning-where';
			readonly rule: Named;
			readonly before: Where | null;
			readonly after: Where | null;
	  }
	| { readonly code: 'rounding'; readonly before: Rounding; readonly after: Rounding }
	| {
			readonly code: 'expiry';
			readonly before: Expiry;
			readonly after: Expiry;
			/** Of tiers that either of them names. */
			readonly tiers: readonly Named[];
	  }
	| {
			readonly code: 'award-points';
			readonly on: AwardOccasion;
			readonly before: number | null;
			readonly after: number | null;
	  }
	| {
			readonly code: 'clawback';
			readonly before: Version['clawback'];
			readonly after: Version['clawback'];
	  }
	| {
			readonly code: 'money-off';
			readonly currency: string;
			readonly before: MoneyOff | null;
			readonly after: MoneyOff | null;
	  }
	| {
			readonly code: 'added' | 'removed';
			readonly part: Part;
			readonly what: Named;
			/** What it belongs to: the tier of a way. */
			readonly of?: Named | undefined;
	  }
	| {
			readonly code: 'order';
			readonly part: Part;
			readonly of?: Named | undefined;
			readonly after: readonly Named[];
	  }
	/** Whatever has no words of its own: which field, and its values as JSON has them. */
	| {
			readonly code: 'field';
			readonly part?: Part | undefined;
			readonly what?: Named | undefined;
			readonly field: string;
			readonly before: unknown;
			readonly after: unknown;
	  };

/**
 * Everything that the second version does differently from the first, in the order of the document.
 * Two documents without a difference here say the same; the first day of each is left out.
 */
export function diffVersions(before: Version, after: Version): Change[] {
	return [
		...diffFields(before, after, ['currency', 'timeZone', 'brands', 'backdateDays']),
		...diffPointsName(before, after),
		...diffLists('counters', before.counters, after.counters),
		...diffTiers(before, after),
		...diffLists('credits', before.credits, after.credits),
		...diffLists('earning', before.earning, after.earning, (one, other) =>
			diffRule(one, other, after.currency)
		),
		...diffRest(before, after),
		...diffLists('milestones', before.milestones ?? [], after.milestones ?? []),
		...diffLists('services', before.services ?? [], after.services ?? [])
	];
}

function diffRest(before: Version, after: Version): Change[] {
	const { currency } = after;
	const changes: Change[] = [];
	if (!same(before.rounding, after.rounding))
		changes.push({ code: 'rounding', before: before.rounding, after: after.rounding });
	if (!same(before.expiry, after.expiry))
		changes.push({
			code: 'expiry',
			before: before.expiry,
			after: after.expiry,
			tiers: [...before.tiers, ...after.tiers].map(named)
		});
	changes.push(...diffAwards(before, after));
	if (before.clawback !== after.clawback)
		changes.push({ code: 'clawback', before: before.clawback, after: after.clawback });
	changes.push(...diffFields(before, after, ['returnGraceDays']));
	if (!same(before.moneyOff, after.moneyOff))
		changes.push({
			code: 'money-off',
			currency,
			before: before.moneyOff ?? null,
			after: after.moneyOff ?? null
		});
	return changes;
}

function diffRule(before: RateRule, after: RateRule, currency: string) {
	const rule = named(after);
	const changes: Change[] = [];
	if (!same([before.points, before.per], [after.points, after.per]))
		changes.push({
			code: 'earning-rate',
			rule,
			currency,
			before: { points: before.points, per: before.per },
			after: { points: after.points, per: after.per }
		});
	if (before.cap !== after.cap)
		changes.push({
			code: 'earning-cap',
			rule,
			before: before.cap ?? null,
			after: after.cap ?? null
		});
	if (!same(before.where, after.where))
		changes.push({
			code: 'earning-where',
			rule,
			before: before.where ?? null,
			after: after.where ?? null
		});
	return { changes, said: ['points', 'per', 'cap', 'where'] };
}

/** There is one award an occasion, so the occasion is its name. */
function diffAwards(before: Version, after: Version): Change[] {
	return diffLists('awards', before.awards, after.awards, (one, other) => ({
		changes:
			one.on === other.on && one.points !== other.points
				? [{ code: 'award-points', on: other.on, before: one.points, after: other.points }]
				: [],
		said: one.on === other.on ? ['points'] : []
	})).map((change) => {
		if (change.code !== 'added' && change.code !== 'removed') return change;
		const list = change.code === 'added' ? after.awards : before.awards;
		const award = list.find(({ id }) => id === change.what.id);
		if (!award) return change;
		return change.code === 'added'
			? { code: 'award-points', on: award.on, before: null, after: award.points }
			: { code: 'award-points', on: award.on, before: award.points, after: null };
	});
}

function diffPointsName(before: Version, after: Version): Change[] {
	const locales = new Set([...Object.keys(before.pointsName), ...Object.keys(after.pointsName)]);
	const forms = ({ pointsName }: Version, locale: string) => {
		const name = pointsName[locale];
		return name ? [...(name.one === undefined ? [] : [name.one]), name.other] : [];
	};
	return [...locales].flatMap((locale) =>
		same(before.pointsName[locale], after.pointsName[locale])
			? []
			: [
					{
						code: 'points-name',
						locale,
						before: forms(before, locale),
						after: forms(after, locale)
					} as const
				]
	);
}

function diffFields(
	before: Version,
	after: Version,
	fields: readonly (keyof Version & string)[]
): Change[] {
	return fields.flatMap((field) =>
		same(before[field], after[field])
			? []
			: [
					{
						code: 'field',
						field,
						before: before[field] ?? null,
						after: after[field] ?? null
					} as const
				]
	);
}

function named({ id, name }: { readonly id: string; readonly name?: Text }): Named {
	return name ? { id, name } : { id };
}
