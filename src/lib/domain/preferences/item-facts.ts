import type { Facts } from '../refusal.ts';
import type { Text } from '../text.ts';
import type { Item } from './item.ts';

/** What a manager edits of an item, flat and by the names of the form's fields. */
export function factsOfItem({
	groupId,
	sort,
	document
}: Pick<Item, 'groupId' | 'document'> & { readonly sort: number }): Facts {
	const { kind, label, hint, properties, health = false, service } = document;
	return {
		groupId,
		sort,
		kind,
		...texts('label', label),
		...texts('hint', hint),
		properties: properties?.toSorted().join(' ') ?? null,
		health,
		service: service ?? null,
		...('lengthMax' in document ? { lengthMax: document.lengthMax } : {}),
		...('unit' in document
			? { ...texts('unit', document.unit), min: document.min, max: document.max }
			: {}),
		...('options' in document
			? Object.assign(
					{},
					...document.options.map(({ id, label: said, archived = false }) => ({
						...texts(`option-${id}`, said),
						[`option-${id}-archived`]: archived
					}))
				)
			: {})
	};
}

function texts(name: string, text: Text | undefined): Facts {
	return Object.fromEntries(
		Object.entries(text ?? {}).map(([locale, said]) => [`${name}-${locale}`, said])
	);
}
