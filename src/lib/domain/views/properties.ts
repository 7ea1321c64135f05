import type { WorkingHours } from '../cases/due.ts';
import type { Text } from '../text.ts';
import type { ChangeView } from './audit.ts';
import type { ListState } from './list.ts';

export interface PropertiesView {
	readonly list: ListState;
	readonly properties: readonly PropertyLine[];
}

export interface PropertyLine {
	readonly id: string;
	readonly code: string;
	readonly name: Text;
	readonly timeZone: string;
	readonly currency: string;
	readonly brand: string;
}

export interface PropertyView extends PropertyLine {
	/** When somebody is there to answer guests; none is always. */
	readonly hours?: WorkingHours | undefined;
	readonly revision: number;
	/** Then code and currency are fixed. */
	readonly hasStays: boolean;
	readonly lastChange?: ChangeView | undefined;
}

export interface PropertyChoices {
	readonly timeZones: readonly string[];
	/** None while no programme is published: then any is taken. */
	readonly brands: readonly string[];
}
