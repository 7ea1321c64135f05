import type { Text } from '../text.ts';
import type { TierView } from './common.ts';
import type { PromiseKind } from './preferences.ts';

/** What a tier is promised, everywhere or at one house. */
export interface PromisesView {
	readonly tier: TierView;
	/** As a share of one. */
	readonly bonus: number;
	readonly benefits: readonly { readonly id: string; readonly name: Text }[];
	/** In the order of the programme; what the tier does not get is not among them. */
	readonly services: readonly PromisedService[];
}

export interface PromisedService {
	readonly id: string;
	readonly name: Text;
	readonly kind: PromiseKind;
}
