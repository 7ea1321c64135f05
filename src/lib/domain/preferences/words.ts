import type { Text } from '../text.ts';
import type { WishWords } from '../views/preferences.ts';
import type { ItemDocument, WishValue } from './item.ts';

/** A value ready to be said in any language. */
export function toWords(item: ItemDocument, value: WishValue): WishWords {
	switch (item.kind) {
		case 'one':
		case 'several': {
			const chosen = typeof value === 'object' ? value : [String(value)];
			return { kind: 'texts', texts: chosen.map((id) => labelOf(item.options, id)) };
		}
		case 'number':
			return { kind: 'number', value: Number(value), unit: item.unit };
		case 'day':
			return { kind: 'day', day: String(value) };
		case 'text':
			return { kind: 'plain', text: String(value) };
	}
}

function labelOf(
	options: readonly { readonly id: string; readonly label: Text }[],
	id: string
): Text {
	return options.find((option) => option.id === id)?.label ?? { en: id };
}
