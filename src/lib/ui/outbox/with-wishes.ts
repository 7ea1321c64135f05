import type { ItemDocument, WishValue } from '#lib/domain/preferences/item.ts';
import { changedSince, saidIn } from '#lib/domain/preferences/read-said.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import type { PreferencesView, WishItem } from '#lib/domain/views/preferences.ts';
import { pageOf, textsIn } from './fields.ts';
import type { Waiting } from './waiting.ts';

/** The wishes of a place with what was said there. */
export function withWishes(view: PreferencesView, said: Waiting, path: string): PreferencesView {
	if (said.kind !== 'preferences' || pageOf(said) !== path) return view;
	const wishes = wishesIn(said);
	return {
		...view,
		groups: view.groups.map((group) => ({
			...group,
			items: group.items.map((item) => {
				const value = wishes[item.id];
				return value === undefined ? item : withWish(item, value);
			})
		}))
	};
}

/** What a form of wishes says, where it was changed. Empty takes it back. */
export function wishesIn(said: Pick<Waiting, 'fields'>): Readonly<Record<string, WishValue>> {
	const fields = (name: string) => textsIn(said, name);
	// The form of this very phone, which its page made.
	const shown = JSON.parse(fields('shown')[0] ?? '{}') as Readonly<Record<string, WishValue>>;
	return changedSince(
		shown,
		Object.fromEntries(fields('item').map((item) => [item, saidIn(fields, item)]))
	);
}

function withWish(item: WishItem, said: WishValue): WishItem {
	const value = item.kind === 'several' && typeof said === 'string' && said ? [said] : said;
	if (value === '') return { ...item, value: undefined, words: undefined };
	// What words need of a document, a view has.
	return { ...item, value, words: toWords(item as unknown as ItemDocument, value) };
}
