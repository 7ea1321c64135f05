import type { Text } from '../text.ts';
import type { ListState } from './list.ts';

/** Of how many wishes how many were met. */
export interface Met {
	readonly met: number;
	readonly of: number;
	/** So few say little. */
	readonly small: boolean;
}

/** One item at one house: what the desk said, and what guests said. */
export interface HonouredRow {
	readonly id: string;
	readonly property: Text;
	readonly label: Text;
	readonly desk: Met;
	readonly guests: Met;
}

export interface HonouredView {
	readonly list: ListState;
	readonly rows: readonly HonouredRow[];
	readonly properties: readonly { readonly code: string; readonly name: Text }[];
	/** Over all that is listed. */
	readonly desk: Met;
	readonly guests: Met;
}
