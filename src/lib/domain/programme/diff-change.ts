import type { Text } from '../text.ts';
import type {
	ActivityCredit,
	ActivityRate,
	AwardOccasion,
	Card,
	Conversion,
	Counter,
	CreditRule,
	Decimal,
	Expiry,
	Keep,
	Milestone,
	MoneyOff,
	Need,
	RateRule,
	RollOver,
	Rounding,
	Service,
	TierYears,
	Validity,
	Version,
	Way,
	Where,
	Window
} from './programme.ts';

/** A threshold of a tier: so much of a counter, at least or at most. */
export type Leaf = Extract<Need, { readonly credit: string }>;

/** How a thing of the document is called: its id, and its name where it has one. */
export interface Named {
	readonly id: string;
	readonly name?: Text | undefined;
}

/** What the rules of a version call by id; a version is one itself. */
export interface Names {
	readonly currency: string;
	readonly counters: readonly Counter[];
	readonly tiers: readonly Named[];
}

/** Rules that are told whole, each as its sentence before and after. */
export interface WholeRules {
	readonly ways: Way;
	readonly credits: CreditRule;
	readonly milestones: Milestone;
	readonly rollOver: RollOver;
	readonly tierYears: TierYears;
	readonly cards: Card;
	readonly 'activity-earning': ActivityRate;
	readonly 'activity-credits': ActivityCredit;
	readonly conversions: Conversion;
	readonly services: Service;
}

/** What there is once in a version, told as a sentence before and after. */
export type Terms = Pick<
	Version,
	| 'releaseDays'
	| 'reminders'
	| 'restart'
	| 'discounted'
	| 'claimMonths'
	| 'rewardNights'
	| 'transfer'
	| 'pooling'
	| 'approvals'
>;

/** Parts of the document that are lists of things with ids. */
export type Part =
	| keyof WholeRules
	| 'counters'
	| 'tiers'
	| 'benefits'
	| 'earning'
	| 'awards'
	| 'gifts'
	| 'activities'
	| 'measures';

/** A difference without its place. */
export type Difference =
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
			readonly code: 'tier-keep';
			readonly tier: Named;
			readonly before: Keep | null;
			readonly after: Keep | null;
			readonly names: Names;
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
	| TermChange
	| RuleChange
	| {
			readonly code: 'added' | 'removed';
			readonly part: Part;
			readonly what: Named;
			/** What it belongs to: the tier of a benefit. */
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
			readonly of?: Named | undefined;
			readonly field: string;
			readonly before: unknown;
			readonly after: unknown;
	  };

/** null: not in that version. */
export type TermChange = {
	readonly [Field in keyof Terms]-?: {
		readonly code: 'term';
		readonly field: Field;
		readonly before: NonNullable<Terms[Field]> | null;
		readonly after: NonNullable<Terms[Field]> | null;
		readonly names: Names;
	};
}[keyof Terms];

/** null: the rule came, or went. */
export type RuleChange = {
	readonly [P in keyof WholeRules]: {
		readonly code: 'rule';
		readonly part: P;
		readonly what: Named;
		readonly of?: Named | undefined;
		readonly before: WholeRules[P] | null;
		readonly after: WholeRules[P] | null;
		readonly names: Names;
	};
}[keyof WholeRules];

/**
 * One difference between two versions, as a code with its facts; words are made where it is read.
 * Amounts and shares are as the documents hold them.
 */
export type Change = Difference & {
	/** JSON Pointer into the newer version; of what went, to the list or field where it was. */
	readonly pointer: string;
};

export function naming({ id, name }: { readonly id: string; readonly name?: Text }): Named {
	return name ? { id, name } : { id };
}
