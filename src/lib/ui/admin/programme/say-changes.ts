import type { Change, Named, Part } from '#lib/domain/programme/diff.ts';
import type { Text } from '#lib/domain/text.ts';
import { formatList, inWords } from '#lib/i18n/formats.ts';
import { getLocale, m } from '#lib/i18n/messages.ts';
import {
	sayCap,
	sayClasses,
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
import { sayShare, sayThreshold, sayValidity, sayWindow } from './say-tiers.ts';

/** One difference between two versions as a sentence, in the reader's language. */
export function sayChange(change: Change): string {
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
		case 'award-points':
			return sayAward(change);
		case 'added':
			return m.programme_change_added({ what: sayPart(change.part, change.what, change.of) });
		case 'removed':
			return m.programme_change_removed({ what: sayPart(change.part, change.what, change.of) });
		case 'order':
			return m.programme_change_order({
				what: partsWords[change.part](),
				list: formatList(change.after.map(sayNamed), 'conjunction')
			});
		case 'field':
			return sayField(change);
	}
}

function instead(before: string, after: string): string {
	return m.programme_change_sentence({ before, after });
}

function sayAward({ on, before, after }: Extract<Change, { code: 'award-points' }>): string {
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

function sayField({ part, what, field, before, after }: Extract<Change, { code: 'field' }>) {
	const name = fieldWords[field]?.() ?? field;
	return m.programme_change_field({
		what: part && what ? m.programme_what_field({ what: sayPart(part, what), field: name }) : name,
		before: sayValue(field, before),
		after: sayValue(field, after)
	});
}

const partWords: Record<Part, (inputs: { name: string }) => string> = {
	counters: m.programme_part_counters,
	tiers: m.programme_part_tiers,
	ways: m.programme_part_ways,
	benefits: m.programme_part_benefits,
	credits: m.programme_part_credits,
	earning: m.programme_part_earning,
	awards: m.programme_part_awards,
	milestones: m.programme_part_milestones,
	services: m.programme_part_services
};

const partsWords: Record<Part, () => string> = {
	counters: m.programme_parts_counters,
	tiers: m.programme_parts_tiers,
	ways: m.programme_parts_ways,
	benefits: m.programme_parts_benefits,
	credits: m.programme_parts_credits,
	earning: m.programme_parts_earning,
	awards: m.programme_parts_awards,
	milestones: m.programme_parts_milestones,
	services: m.programme_parts_services
};

const fieldWords: Record<string, (() => string) | undefined> = {
	currency: m.programme_field_currency,
	timeZone: m.programme_field_time_zone,
	brands: m.programme_field_brands,
	backdateDays: m.programme_field_backdate_days,
	returnGraceDays: m.programme_field_return_grace_days,
	classes: m.programme_field_classes,
	basis: m.programme_field_basis,
	as: m.programme_field_as,
	rank: m.programme_field_rank,
	stop: m.programme_field_stop,
	maxRooms: m.programme_field_max_rooms,
	tone: m.programme_field_tone
};

function sayPart(part: Part, what: Named, of?: Named): string {
	const said = partWords[part]({ name: sayNamed(what) });
	return of ? m.programme_what_of({ what: said, of: sayNamed(of) }) : said;
}

/** A value of the document for which there are no better words. */
function sayValue(field: string, value: unknown): string {
	if (value === null || value === undefined) return m.programme_none();
	if (typeof value === 'boolean') return value ? m.programme_yes() : m.programme_no();
	if (typeof value === 'number') return sayDecimal(value);
	if (typeof value === 'string') return value;
	if (field === 'classes') return sayClasses(value as Parameters<typeof sayClasses>[0]);
	if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
		return formatList(value.map(String), 'conjunction');
	return isText(value) ? inWords(value) : JSON.stringify(value);
}

function isText(value: unknown): value is Text {
	return (
		typeof value === 'object' &&
		value !== null &&
		'en' in value &&
		Object.values(value).every((one) => typeof one === 'string')
	);
}

function allLanguages(text: Text): string {
	return [...new Set(Object.values(text))].join(' / ');
}

/** What a language is called in the reader's own. */
export function nameOfLanguage(locale: string): string {
	try {
		return new Intl.DisplayNames(getLocale(), { type: 'language' }).of(locale) ?? locale;
	} catch {
		return locale;
	}
}
