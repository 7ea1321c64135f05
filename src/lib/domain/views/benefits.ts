import type { PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { TierView } from './common.ts';
import type { PromisedService, PromisesView } from './promises.ts';

/** What a guest's tier is promised, and what the one above adds, everywhere or at one house. */
export interface BenefitsView {
	readonly own: PromisesView;
	/** The last day of the tier; a tier for life and the floor have none. */
	readonly validTo?: PlainDate | undefined;
	/** None at the top. */
	readonly next?: AddedView | undefined;
	/** The houses that do something otherwise. */
	readonly houses: readonly { readonly code: string; readonly name: Text }[];
	/** Of these, the one that is looked at. */
	readonly house?: string | undefined;
}

export interface AddedView {
	readonly tier: TierView;
	/** As a share of one, where it is more. */
	readonly bonus?: number | undefined;
	readonly benefits: readonly { readonly id: string; readonly name: Text }[];
	/** New ones, and those that no longer have to be asked for. */
	readonly services: readonly PromisedService[];
}
