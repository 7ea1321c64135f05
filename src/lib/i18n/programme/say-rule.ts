import type { Names, RuleChange, WholeRules } from '#lib/domain/programme/diff-change.ts';
import { sayCredit, sayRollOver, sayTierYears } from './say-credits.ts';
import { sayMilestone } from './say-milestones.ts';
import {
	sayActivityCredit,
	sayActivityRate,
	sayCard,
	sayConversion,
	sayService
} from './say-partners.ts';
import { sayWay } from './say-tiers.ts';

type Say<Part extends keyof WholeRules> = (rule: WholeRules[Part], names: Names) => string;

const ruleWords: { readonly [Part in keyof WholeRules]: Say<Part> } = {
	ways: sayWay,
	credits: sayCredit,
	milestones: sayMilestone,
	rollOver: sayRollOver,
	tierYears: sayTierYears,
	cards: sayCard,
	'activity-earning': sayActivityRate,
	'activity-credits': sayActivityCredit,
	conversions: sayConversion,
	services: sayService
};

/** A rule that is told whole, as it was or is; undefined where it is not there. */
export function sayRule(
	{ part, names }: RuleChange,
	rule: RuleChange['before']
): string | undefined {
	return rule ? (ruleWords[part] as Say<keyof WholeRules>)(rule as never, names) : undefined;
}
