import type { TierView } from './common.ts';

/** Of somebody without a stay at the property the desk learns this and no more. */
export type CardCheck =
	{ readonly valid: true; readonly tier: TierView } | { readonly valid: false };
