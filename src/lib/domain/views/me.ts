import type { Instant } from '../calendar.ts';

export interface MeView {
	readonly name: string;
	readonly number: string;
	readonly email: string;
	readonly verified: boolean;
	/** The new address while its owner has not confirmed it yet. */
	readonly pendingEmail?: string | undefined;
	readonly locale: string;
	readonly devices: readonly Device[];
}

export interface Device {
	readonly id: string;
	/** The browser and system, as the browser named itself. */
	readonly name: string;
	readonly signedInAt: Instant;
	readonly current: boolean;
}
