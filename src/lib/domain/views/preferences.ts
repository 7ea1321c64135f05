import type { Instant } from '../calendar.ts';
import type { ItemKind, WishValue } from '../preferences/item.ts';
import type { Text } from '../text.ts';

/** What was wished, as `ui/wish-words.ts` says it. A day is 'MM-DD'. */
export type WishWords =
	| { readonly kind: 'texts'; readonly texts: readonly Text[] }
	| { readonly kind: 'plain'; readonly text: string }
	| { readonly kind: 'number'; readonly value: number; readonly unit: Text }
	| { readonly kind: 'day'; readonly day: string };

/** One wish that holds at a hotel. */
export interface WishLine {
	readonly itemId: string;
	readonly group: Text;
	readonly label: Text;
	readonly value: WishWords;
	/** Said for this hotel alone. */
	readonly hereOnly: boolean;
}

export interface House {
	readonly code: string;
	readonly name: Text;
}

export interface PreferencesView {
	/** The id of the next save. */
	readonly saveId: string;
	/** The one hotel that it is about; without it everywhere. */
	readonly property?: House | undefined;
	readonly properties: readonly House[];
	readonly groups: readonly WishGroup[];
}

export interface WishGroup {
	readonly id: string;
	readonly label: Text;
	readonly items: readonly WishItem[];
}

export interface WishItem {
	readonly id: string;
	readonly label: Text;
	readonly hint?: Text | undefined;
	readonly kind: ItemKind;
	/** With those no longer offered that the guest chose. */
	readonly options: readonly { readonly id: string; readonly label: Text }[];
	readonly unit?: Text | undefined;
	readonly min?: number | undefined;
	readonly max?: number | undefined;
	readonly lengthMax?: number | undefined;
	/** What was said for this place. */
	readonly value?: WishValue | undefined;
	readonly words?: WishWords | undefined;
	/** At one hotel: what holds there as long as nothing is said for it. */
	readonly otherwise?: WishWords | undefined;
}

export interface WishHistoryView {
	readonly changes: readonly WishChange[];
	/** What the next page begins after. */
	readonly olderBefore?: string | undefined;
}

export interface WishChange {
	readonly id: string;
	readonly label: Text;
	/** Without it the wish was taken back. */
	readonly words?: WishWords | undefined;
	/** Without it everywhere. */
	readonly property?: Text | undefined;
	readonly at: Instant;
	readonly by: 'member' | 'staff';
	/** It is what holds now. */
	readonly isCurrent: boolean;
	/** The id of the save that would take it back; not where the item is no longer asked. */
	readonly saveId?: string | undefined;
}
