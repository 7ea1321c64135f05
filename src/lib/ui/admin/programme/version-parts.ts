import type { Version } from '#lib/domain/programme/programme.ts';
import { sayCredit, sayRollOver, sayTierYears } from '#lib/i18n/programme/say-credits.ts';
import { sayMilestone } from '#lib/i18n/programme/say-milestones.ts';
import {
	sayActivityCredit,
	sayActivityRate,
	sayCard,
	sayConversion,
	sayService
} from '#lib/i18n/programme/say-partners.ts';
import { sayNamed } from '#lib/i18n/programme/say-rules.ts';
import { termWords } from '#lib/i18n/programme/say-terms.ts';

/** A rule by its name, with what it says. */
export interface Rule {
	readonly id: string;
	readonly name: string;
	readonly says: readonly string[];
}

export function countingOf(version: Version): Rule[] {
	return [
		...version.credits.map((rule) => one('credit', rule, sayCredit(rule, version))),
		...(version.rollOver ?? []).map((rule) => one('roll', rule, sayRollOver(rule, version))),
		...(version.tierYears ?? []).map((rule) => one('years', rule, sayTierYears(rule, version)))
	];
}

export function milestonesOf(version: Version): Rule[] {
	return (version.milestones ?? []).map((rule) =>
		one('milestone', rule, sayMilestone(rule, version))
	);
}

export function partnersOf(version: Version): Rule[] {
	return [
		...(version.cards ?? []).map((card) => one('card', card, sayCard(card, version))),
		...(version.activities ?? []).map((activity) =>
			one(
				'activity',
				activity,
				...activity.earning.map(sayActivityRate),
				...activity.credits.map((credit) => sayActivityCredit(credit, version))
			)
		),
		...(version.conversions ?? []).map((into) => one('conversion', into, sayConversion(into)))
	];
}

export function servicesOf(version: Version): Rule[] {
	return (version.services ?? []).map((service) =>
		one('service', service, sayService(service, version))
	);
}

/** What the version has once, of what not every version has. */
export function termsOf(version: Version): string[] {
	const { restart, releaseDays, discounted, claimMonths, reminders } = version;
	const { rewardNights, transfer, pooling, approvals } = version;
	return [
		...(restart ? [termWords.restart(restart, version)] : []),
		...(releaseDays ? [termWords.releaseDays(releaseDays, version)] : []),
		...(reminders ? [termWords.reminders(reminders, version)] : []),
		...(discounted ? [termWords.discounted(discounted, version)] : []),
		...(claimMonths ? [termWords.claimMonths(claimMonths, version)] : []),
		...(rewardNights ? [termWords.rewardNights(rewardNights, version)] : []),
		...(transfer ? [termWords.transfer(transfer, version)] : []),
		...(pooling ? [termWords.pooling(pooling, version)] : []),
		...(approvals ? [termWords.approvals(approvals, version)] : [])
	];
}

function one(kind: string, rule: Parameters<typeof sayNamed>[0], ...says: readonly string[]): Rule {
	return { id: `${kind} ${rule.id}`, name: sayNamed(rule), says };
}
