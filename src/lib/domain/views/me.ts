import type { PlainDate } from '../calendar.ts';

export interface MeView {
	readonly name: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly number: string;
	readonly email: string;
	readonly verified: boolean;
	/** The new address while its owner has not confirmed it yet. */
	readonly pendingEmail?: string | undefined;
	readonly locale: string;
	readonly consents: readonly ConsentLine[];
	readonly devices: readonly Device[];
}

export type ConsentPurpose =
	'membership' | 'marketing' | 'profiling' | 'partners' | 'transfer-abroad' | 'health';

export interface ConsentLine {
	readonly purpose: ConsentPurpose;
	/** Of the text that stands now. */
	readonly version: string;
	/** What they last said, to which text and in which language they read it. */
	readonly decision?: ConsentDecision | undefined;
}

export interface ConsentDecision {
	readonly given: boolean;
	readonly on: PlainDate;
	readonly version: string;
	readonly locale: string;
}

export interface Device {
	readonly id: string;
	/** The browser and system, as the browser named itself. */
	readonly name: string;
	readonly signedInOn: PlainDate;
	readonly current: boolean;
}
