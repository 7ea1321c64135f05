import type { WishWords } from '#lib/domain/views/preferences.ts';
import { formatDate, formatList, formatNumber, inWords } from '#lib/i18n/formats.ts';

/** "Firm and one more", "21 °C", "17 May". */
export function sayWish(words: WishWords): string {
	switch (words.kind) {
		case 'texts':
			return formatList(words.texts.map(inWords), 'conjunction');
		case 'plain':
			return words.text;
		case 'number':
			return `${formatNumber(words.value)} ${inWords(words.unit)}`;
		case 'day':
			return formatDate(`2000-${words.day}`, 'dayMonth');
	}
}
