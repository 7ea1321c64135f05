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
