import type { Difference } from '#lib/domain/programme/diff-change.ts';
import { awardOccasions, type AwardOccasion } from '#lib/domain/programme/programme.ts';
import type { Text } from '#lib/domain/text.ts';
import { formatList } from '../formats.ts';
import { getLocale, m } from '../messages.ts';
import { sayPart } from './say-part.ts';
import { sayClasses, sayDecimal, sayOccasion } from './say-rules.ts';

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
	awardNights: m.programme_field_award_nights,
	tone: m.programme_field_tone,
	unit: m.programme_field_unit,
	name: m.programme_field_name_of,
	on: m.programme_field_occasion,
	kind: m.programme_field_kind
};

const valueWords: Record<string, (() => string) | undefined> = {
	arrival: m.programme_value_arrival,
	departure: m.programme_value_departure,
	night: m.programme_value_night,
	base: m.programme_value_base,
	bonus: m.programme_value_bonus,
	earn: m.programme_value_earn,
	skip: m.programme_value_skip,
	nights: m.programme_value_nights,
	stays: m.programme_value_stays,
	money: m.programme_value_money,
	points: m.programme_value_points,
	times: m.programme_value_times,
	count: m.programme_value_count
};

/** Fields whose values are words of ours, not of the hotel. */
const fieldsOfWords = new Set(['basis', 'as', 'awardNights', 'unit']);

/** A field that has no sentence of its own: what it is now, and what it was. */
export function sayField(change: Extract<Difference, { code: 'field' }>): string {
	const { part, what, of, field, before, after } = change;
	const name = fieldWords[field]?.() ?? field;
	return m.programme_change_field({
		what:
			part && what ? m.programme_what_field({ what: sayPart(part, what, of), field: name }) : name,
		before: sayValue(field, before),
		after: sayValue(field, after)
	});
}

function sayValue(field: string, value: unknown): string {
	if (value === null || value === undefined) return m.programme_none();
	if (typeof value === 'boolean') return value ? m.programme_yes() : m.programme_no();
	if (typeof value === 'number') return sayDecimal(value);
	if (typeof value === 'string') {
		if (field === 'on' && isOccasion(value)) return sayOccasion(value);
		return (fieldsOfWords.has(field) && valueWords[value]?.()) || value;
	}
	if (field === 'classes') return sayClasses(value as Parameters<typeof sayClasses>[0]);
	if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
		return formatList(value.map(String), 'conjunction');
	return isText(value) ? allLanguages(value) : JSON.stringify(value);
}

function isOccasion(value: string): value is AwardOccasion {
	return awardOccasions.some((one) => one === value);
}

function isText(value: unknown): value is Text {
	return (
		typeof value === 'object' &&
		value !== null &&
		'en' in value &&
		Object.values(value).every((one) => typeof one === 'string')
	);
}

export function allLanguages(text: Text): string {
	return Object.values(text).join(' / ');
}

/** What a language is called in the reader's own. */
export function nameOfLanguage(locale: string): string {
	try {
		return new Intl.DisplayNames(getLocale(), { type: 'language' }).of(locale) ?? locale;
	} catch {
		return locale;
	}
}
