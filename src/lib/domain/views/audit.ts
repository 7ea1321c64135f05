import type { Instant } from '../calendar.ts';
import type { Facts } from '../refusal.ts';
import type { ListState } from './list.ts';

/** Somebody or something that acted, as far as it can be named now. */
export interface ActorView {
	readonly kind: 'member' | 'staff' | 'system';
	readonly id: string;
	/** The name of somebody of the staff, the number of a member, the name of a program. */
	readonly name: string;
}

export interface ChangeView {
	readonly by: ActorView;
	readonly at: Instant;
}

export interface AuditView {
	readonly list: ListState;
	readonly acts: readonly ActLine[];
	/** What acts and actors the list can be narrowed to. */
	readonly actors: readonly ActorView[];
}

export interface ActLine {
	readonly id: string;
	readonly at: Instant;
	readonly by: ActorView;
	readonly act: string;
	readonly subject: SubjectView;
	readonly facts: Facts;
	readonly why?: string | undefined;
}

export interface SubjectView {
	readonly kind: string;
	readonly id: string;
	readonly name: string;
	readonly href?: string | undefined;
}
