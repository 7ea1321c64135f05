import { leavesOf } from '#lib/domain/programme/needs.ts';
import type { ExpiryKind, ValidityKind } from '#lib/domain/programme/draft-terms.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import { inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { nameOfLanguage } from '#lib/i18n/programme/say-field.ts';
import { sayNamed } from '#lib/i18n/programme/say-rules.ts';

export const validityWords: Record<ValidityKind, () => string> = {
	'end-of-month': m.programme_validity_kind_month,
	'months-day': m.programme_validity_kind_day,
	'months-month-start': m.programme_validity_kind_start,
	'member-year': m.programme_validity_kind_member,
	life: m.programme_validity_kind_life
};

export const expiryWords: Record<ExpiryKind, () => string> = {
	never: m.programme_expiry_kind_never,
	'inactivity-months': m.programme_expiry_kind_inactive_months,
	'inactivity-days': m.programme_expiry_kind_inactive_days,
	'lot-end-of-month': m.programme_expiry_kind_end,
	'lot-month-end-plus': m.programme_expiry_kind_plus,
	'lot-day': m.programme_expiry_kind_day,
	'lot-days': m.programme_expiry_kind_days,
	'fixed-day': m.programme_expiry_kind_fixed
};

/** What every field of a draft's form is called, within its group. */
export function labelsOf(document: Version, names: readonly string[]): Record<string, string> {
	const labels: Record<string, string> = {
		'rounding.mode': m.programme_field_mode(),
		'rounding.at': m.programme_field_at(),
		'expiry.kind': m.programme_field_expiry(),
		'expiry.number': m.programme_field_number(),
		'expiry.month': m.programme_field_month(),
		'expiry.day': m.programme_field_day(),
		'expiry.sleepsFrom': m.programme_field_sleeps(),
		'awards.survey.points': m.programme_field_survey(),
		from: m.programme_publish_date()
	};
	for (const tier of document.tiers) {
		labels[`tiers.${tier.id}.bonus`] = m.programme_field_bonus();
		for (const way of tier.ways) {
			const at = `tiers.${tier.id}.ways.${way.id}`;
			labels[`${at}.validity.kind`] = m.programme_field_validity();
			labels[`${at}.validity.number`] = m.programme_field_years();
			labels[`${at}.validity.month`] = m.programme_field_month();
			if (way.kind !== 'reach') continue;
			for (const [index, { kind, credit }] of leavesOf(way.needs).entries()) {
				const found = document.counters.find(({ id }) => id === credit);
				const counter = found ? inWords(found.name) : credit;
				labels[`${at}.needs.${index}`] =
					kind === 'at-least'
						? m.programme_field_at_least({ counter })
						: m.programme_field_at_most({ counter });
			}
		}
	}
	for (const { id } of document.earning) {
		labels[`earning.${id}.points`] = m.programme_field_points();
		labels[`earning.${id}.per`] = m.programme_field_per({ currency: document.currency });
		labels[`earning.${id}.cap`] = m.programme_field_cap();
	}
	for (const name of names) labels[name] ??= nameLabel(name);
	return labels;
}

/** As `labelsOf`, each with the tier or rule it belongs to, for where it stands alone. */
export function fullLabelsOf(document: Version, names: readonly string[]): Record<string, string> {
	const labels = labelsOf(document, names);
	return Object.fromEntries(
		Object.entries(labels).map(([name, field]) => {
			const group = groupOf(document, name);
			return [name, group ? m.programme_label_in({ group, field }) : field];
		})
	);
}

function groupOf(document: Version, name: string): string | undefined {
	const [part, id] = name.split('.');
	if (part === 'pointsName') return m.programme_section_names();
	if (part === 'tiers') {
		const tier = document.tiers.find((one) => one.id === id);
		return tier && inWords(tier.name);
	}
	const rule = part === 'earning' && document.earning.find((one) => one.id === id);
	return rule ? sayNamed(rule) : undefined;
}

function nameLabel(name: string): string {
	if (name.startsWith('expiry.activity.')) return m.programme_field_activity();
	const [part, locale = '', form] = name.split('.');
	if (part !== 'pointsName')
		return m.programme_field_name({ language: nameOfLanguage(name.split('.').slice(3).join('.')) });
	const language = nameOfLanguage(locale);
	return form === 'one'
		? m.programme_field_points_one({ language })
		: m.programme_field_points_other({ language });
}
