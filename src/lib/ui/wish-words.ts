import type { TickReason } from '#lib/domain/preferences/tick.ts';
import type { WishWords } from '#lib/domain/views/preferences.ts';
import { formatDate, formatNumber, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';

/** "Firm, An extra one", "21 °C", "17 May". */
export function sayWish(words: WishWords): string {
	switch (words.kind) {
		case 'texts':
			return words.texts.map(inWords).join(m.prefs_between());
		case 'plain':
			return words.text;
		case 'number':
			return `${formatNumber(words.value)} ${inWords(words.unit)}`;
		case 'day':
			return formatDate(`2000-${words.day}`, 'dayMonth');
	}
}

/** Why a wish could not be met. */
export function sayReason(reason: TickReason): string {
	switch (reason) {
		case 'not-free':
			return m.desk_reason_not_free();
		case 'not-in-house':
			return m.desk_reason_not_in_house();
		case 'too-late':
			return m.desk_reason_too_late();
		case 'guest-changed':
			return m.desk_reason_guest_changed();
		case 'other':
			return m.desk_reason_other();
	}
}
