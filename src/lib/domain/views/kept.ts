import type { Instant } from '../calendar.ts';

/** What a phone keeps of its member for when there is no network. */
export interface KeptView {
	readonly memberId: string;
	readonly name: string;
	/** When the server made it. */
	readonly at: Instant;
	readonly pages: readonly KeptPageView[];
}

export interface KeptPageView {
	/** With its query. */
	readonly path: string;
	/** As the router names it. */
	readonly route: string;
	/** What the page shows; that of the card with its code. */
	readonly view: unknown;
}
