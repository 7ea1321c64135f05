import type { Instant } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { ChangeView } from './audit.ts';
import type { ListState } from './list.ts';

export type StaffRole = 'desk' | 'manager' | 'owner';

export interface StaffListView {
	readonly list: ListState;
	readonly staff: readonly StaffLine[];
}

export interface StaffLine {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: StaffRole;
	readonly active: boolean;
	/** Whether they have set a password yet. */
	readonly hasPassword: boolean;
	readonly since: Instant;
}

export interface ColleagueView extends Omit<StaffLine, 'since'> {
	readonly locale: string;
	readonly revision: number;
	/** Codes of the houses whose desk they work at. */
	readonly properties: readonly string[];
	readonly houses: readonly HouseChoice[];
	readonly lastChange?: ChangeView | undefined;
}

export interface HouseChoice {
	readonly code: string;
	readonly name: Text;
}
