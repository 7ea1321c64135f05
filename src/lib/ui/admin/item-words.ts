import type { ItemKind } from '#lib/domain/preferences/item.ts';
import { locales, m, type Locale } from '#lib/i18n/messages.ts';

export function sayItemKind(kind: ItemKind): string {
	switch (kind) {
		case 'one':
			return m.prefs_admin_kind_one();
		case 'several':
			return m.prefs_admin_kind_several();
		case 'text':
			return m.prefs_admin_kind_text();
		case 'number':
			return m.prefs_admin_kind_number();
		case 'day':
			return m.prefs_admin_kind_day();
	}
}

export function inLanguage(label: string, locale: Locale): string {
	const language = m.language_name({}, { locale });
	return m.prefs_admin_in_language({ label, language });
}

/** What each field of an item is called, by its name in the form. */
export function itemLabels(optionIds: readonly string[]): Record<string, string> {
	const texts = (name: string, label: string) =>
		locales.map((locale) => [`${name}-${locale}`, inLanguage(label, locale)] as const);
	return Object.fromEntries([
		['groupId', m.prefs_admin_group()],
		['sort', m.prefs_admin_order()],
		['kind', m.prefs_admin_kind()],
		['lengthMax', m.prefs_admin_length()],
		['min', m.prefs_admin_min()],
		['max', m.prefs_admin_max()],
		['properties', m.prefs_admin_houses()],
		['health', m.prefs_admin_health()],
		['service', m.prefs_admin_service()],
		['status', m.prefs_admin_status()],
		...texts('label', m.prefs_admin_label()),
		...texts('hint', m.prefs_admin_hint()),
		...texts('unit', m.prefs_admin_unit()),
		...optionIds.flatMap((id) => texts(id, m.prefs_admin_option()))
	]);
}
