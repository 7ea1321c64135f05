import type { Difference, RuleChange } from '#lib/domain/programme/diff-change.ts';
import { formatList } from '../formats.ts';
import { m } from '../messages.ts';
import { allLanguages, nameOfLanguage, sayField } from './say-field.ts';
import { partsWords, sayPart } from './say-part.ts';
import {
	sayCap,
	sayClawback,
	sayDecimal,
	sayExpiry,
	sayMoneyOff,
	sayNamed,
	sayOccasion,
	sayRate,
	sayRounding,
	sayWhere
} from './say-rules.ts';
import { sayRule } from './say-rule.ts';
import { sayTerm } from './say-terms.ts';
import { sayKeep, sayShare, sayThreshold, sayValidity, sayWindow } from './say-tiers.ts';

/** One difference between two versions as a sentence, in the reader's language. */
export function sayChange(change: Difference): string {
	switch (change.code) {
		case 'points-name':
			return m.programme_change_points_name({
				language: nameOfLanguage(change.locale),
				before: change.before.join(' / ') || m.programme_none(),
				after: change.after.join(' / ') || m.programme_none()
			});
		case 'tier-renamed':
			return m.programme_change_tier_renamed({
				before: allLanguages(change.before),
				after: allLanguages(change.after)
			});
		case 'tier-bonus':
			return m.programme_change_tier_bonus({
				tier: sayNamed(change.tier),
				before: sayShare(change.before),
				after: sayShare(change.after)
			});
		case 'tier-threshold': {
			const { kind, counter, currency } = change;
			return m.programme_change_threshold({
				tier: sayNamed(change.tier),
				before: sayThreshold(kind, counter, change.before, currency),
				after: sayThreshold(kind, counter, change.after, currency)
			});
		}
		case 'tier-window':
			return m.programme_change_window({
				tier: sayNamed(change.tier),
				before: sayWindow(change.before),
				after: sayWindow(change.after)
			});
		case 'tier-validity':
			return m.programme_change_validity({
				tier: sayNamed(change.tier),
				before: sayValidity(change.before),
				after: sayValidity(change.after)
			});
		case 'tier-keep':
			return m.programme_change_keep({
				tier: sayNamed(change.tier),
				before: sayKeep(change.before, change.names),
				after: sayKeep(change.after, change.names)
			});
		case 'earning-rate':
			return m.programme_change_rate({
				rule: sayNamed(change.rule),
				before: sayRate(change.before, change.currency),
				after: sayRate(change.after, change.currency)
			});
		case 'earning-cap':
			return m.programme_change_cap({
				rule: sayNamed(change.rule),
				before: sayCap(change.before),
				after: sayCap(change.after)
			});
		case 'earning-where':
			return m.programme_change_where({
				rule: sayNamed(change.rule),
				before: sayWhere(change.before),
				after: sayWhere(change.after)
			});
		case 'rounding':
			return instead(sayRounding(change.before), sayRounding(change.after));
		case 'expiry':
			return instead(sayExpiry(change.before, change.tiers), sayExpiry(change.after, change.tiers));
		case 'clawback':
			return instead(sayClawback(change.before), sayClawback(change.after));
		case 'money-off':
			return instead(
				sayMoneyOff(change.before, change.currency),
				sayMoneyOff(change.after, change.currency)
			);
		case 'term':
			return instead(sayTerm(change, change.before), sayTerm(change, change.after));
		case 'award-points':
			return sayAward(change);
		case 'rule':
			return sayRuleChange(change);
		case 'added':
			return m.programme_change_added({ what: sayPart(change.part, change.what, change.of) });
		case 'removed':
			return m.programme_change_removed({ what: sayPart(change.part, change.what, change.of) });
		case 'order':
			return m.programme_change_order({
				what: change.of
					? m.programme_what_of({ what: partsWords[change.part](), of: sayNamed(change.of) })
					: partsWords[change.part](),
				list: formatList(change.after.map(sayNamed), 'conjunction')
			});
		case 'field':
			return sayField(change);
	}
}

function instead(before: string, after: string): string {
	return m.programme_change_sentence({ before, after });
}

function sayRuleChange(change: RuleChange): string {
	const what = sayPart(change.part, change.what, change.of);
	const before = sayRule(change, change.before);
	const after = sayRule(change, change.after);
	if (before === undefined) return m.programme_change_added_rule({ what, rule: after ?? '' });
	if (after === undefined) return m.programme_change_removed_rule({ what, rule: before });
	return before === after
		? m.programme_change_inside({ what, after })
		: m.programme_change_rule({ what, before, after });
}

function sayAward({ on, before, after }: Extract<Difference, { code: 'award-points' }>): string {
	const occasion = sayOccasion(on);
	if (after === null)
		return m.programme_change_award_gone({ occasion, before: sayDecimal(before ?? 0) });
	return before === null
		? m.programme_change_award_new({ occasion, points: sayDecimal(after) })
		: m.programme_change_award({
				occasion,
				points: sayDecimal(after),
				before: sayDecimal(before)
			});
}
