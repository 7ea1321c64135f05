import type { Text } from '../text.ts';

export const itemKinds = ['one', 'several', 'text', 'number', 'day'] as const;
export type ItemKind = (typeof itemKinds)[number];

export interface Option {
	readonly id: string;
	readonly label: Text;
	/** No longer offered; whoever chose it keeps it. */
	readonly archived?: boolean | undefined;
}

interface Said {
	readonly label: Text;
	readonly hint?: Text | undefined;
	/** Ids of the hotels that ask for it; without it all do. */
	readonly properties?: readonly string[] | undefined;
	/** It says something of health: sealed, asked with a consent of its own, and in no export but the guest's. */
	readonly health?: boolean | undefined;
	/** The id of the service in the programme by which a tier is promised it. */
	readonly service?: string | undefined;
}

export interface ChoiceDocument extends Said {
	readonly kind: 'one' | 'several';
	readonly options: readonly Option[];
}

export interface TextDocument extends Said {
	readonly kind: 'text';
	readonly lengthMax: number;
}

/** Whole numbers from `min` to `max`, both included. */
export interface NumberDocument extends Said {
	readonly kind: 'number';
	readonly unit: Text;
	readonly min: number;
	readonly max: number;
}

/** A day that comes every year. */
export interface DayDocument extends Said {
	readonly kind: 'day';
}

/** What the hotel asks, as it wrote it. */
export type ItemDocument = ChoiceDocument | TextDocument | NumberDocument | DayDocument;

export interface Item {
	readonly id: string;
	readonly groupId: string;
	/** No longer asked: the item itself, or its whole group. */
	readonly archived: boolean;
	readonly document: ItemDocument;
}

/**
 * What a guest says to an item: the id of an option, ids of several in the order of the catalogue, a
 * text, a number, or a day 'MM-DD'.
 */
export type WishValue = string | number | readonly string[];

/** By item. */
export type Wishes = Readonly<Record<string, WishValue>>;

export function appliesTo({ properties }: ItemDocument, propertyId: string | undefined): boolean {
	return properties === undefined || propertyId === undefined || properties.includes(propertyId);
}

export function sameWish(one: WishValue | undefined, other: WishValue | undefined): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
