import type { Instant, PlainDate } from '../calendar.ts';
import type { ItemKind, WishValue } from '../preferences/item.ts';
import type { WishPlace } from '../preferences/effective.ts';
import type { Outcome, TickReason } from '../preferences/tick.ts';
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
	readonly place: WishPlace;
	readonly health: boolean;
	/** How the tier gets it, where it belongs to a service. */
	readonly promise?: PromiseKind | undefined;
	/** What became of it at the stay. */
	readonly tick?: WishTick | undefined;
}

export type PromiseKind = 'offered' | 'on-request';

export interface WishTick {
	readonly outcome: Outcome;
	readonly reason?: TickReason | undefined;
	readonly why?: string | undefined;
	/** Not told to guests, nor is `why`. */
	readonly by?: string | undefined;
	readonly at: Instant;
}

/** What staff noticed about a guest. */
export interface ObservationLine {
	readonly id: string;
	readonly text: string;
	readonly property: Text;
	readonly on: PlainDate;
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
	/** The one stay that it is about, at that hotel. */
	readonly stay?: StayPlace | undefined;
	readonly properties: readonly House[];
	/** Those to come, for which it may be other. */
	readonly stays: readonly StayPlace[];
	readonly groups: readonly WishGroup[];
	/** The consent to what says something of health; none where nothing of that is asked. */
	readonly health?: HealthConsent | undefined;
	readonly tier?: Text | undefined;
	readonly observed: readonly ObservationLine[];
}

export interface StayPlace {
	readonly id: string;
	readonly property: Text;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
}

export interface HealthConsent {
	readonly given: boolean;
	/** Of the text that is asked for. */
	readonly version: string;
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
	/** At one hotel or stay: what holds there as long as nothing is said for it. */
	readonly otherwise?: WishWords | undefined;
	readonly health: boolean;
	/** How the guest's tier gets it. */
	readonly promise?: PromiseKind | undefined;
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
	/** Said for one stay alone, by its arrival. */
	readonly stay?: PlainDate | undefined;
	readonly at: Instant;
	readonly by: 'member' | 'staff';
	/** It is what holds now. */
	readonly isCurrent: boolean;
	/** The id of the save that would take it back; not where the item is no longer asked. */
	readonly saveId?: string | undefined;
}
