import type { Cell } from '../services/edit-services.ts';
import type { Text } from '../text.ts';

/** Services × tiers, everywhere or at one house, as the open draft has them, else as they are published. */
export interface ServicesView {
	readonly draft?: { readonly id: string; readonly revision: number } | undefined;
	/** The house it is about, by its code. */
	readonly property?: string | undefined;
	readonly properties: readonly { readonly code: string; readonly name: Text }[];
	readonly tiers: readonly { readonly id: string; readonly name: Text }[];
	readonly services: readonly ServiceRow[];
	/** How many of the shipped ones are not among them. */
	readonly missing: number;
}

export interface ServiceRow {
	readonly id: string;
	readonly name: Text;
	/** By tier: what is said here. */
	readonly cells: Readonly<Record<string, Cell>>;
	/** By tier, at a house: what holds everywhere. */
	readonly everywhere: Readonly<Record<string, Cell>>;
	/** Houses where it is other. */
	readonly otherAt: readonly string[];
}
