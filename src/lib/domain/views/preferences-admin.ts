import type { Instant } from '../calendar.ts';
import type { ItemKind, Option } from '../preferences/item.ts';
import type { Facts } from '../refusal.ts';
import type { Text } from '../text.ts';
import type { ListState } from './list.ts';

export interface ItemRow {
	readonly id: string;
	readonly label: Text;
	readonly group: Text;
	readonly kind: ItemKind;
	readonly archived: boolean;
	readonly health: boolean;
	/** How many members said something to it, anywhere. */
	readonly members: number;
}

export interface ItemListView {
	readonly list: ListState;
	readonly rows: readonly ItemRow[];
	readonly groups: readonly GroupChoice[];
}

export interface GroupChoice {
	readonly id: string;
	readonly label: Text;
}

/** What the form of an item needs besides the item. */
export interface ItemFormView {
	readonly groups: readonly GroupChoice[];
	readonly properties: readonly {
		readonly id: string;
		readonly code: string;
		readonly name: Text;
	}[];
	/** Of the programme, by which a tier may be promised it. */
	readonly services: readonly { readonly id: string; readonly name: Text }[];
}

export interface ItemView extends ItemFormView {
	readonly id: string;
	readonly label: Text;
	readonly kind: ItemKind;
	readonly revision: number;
	readonly archived: boolean;
	readonly members: number;
	readonly health: boolean;
	/** Somebody has answered it, so whether it concerns health stays as it is. */
	readonly isHealthSettled: boolean;
	/** By the names of the form's fields. */
	readonly facts: Facts;
	readonly options: readonly Option[];
	/** Ids; undefined is all. */
	readonly houses: readonly string[] | undefined;
	/** A name, or the part of the system that did it. */
	readonly changedBy: string;
	readonly changedAt: Instant;
}

export interface GroupsView {
	/** The id of the next new group. */
	readonly newId: string;
	readonly groups: readonly {
		readonly id: string;
		readonly revision: number;
		readonly label: Text;
		readonly sort: number;
		readonly archived: boolean;
		readonly items: number;
	}[];
}
