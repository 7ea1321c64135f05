/** What became of a wish at a stay. */
export const outcomes = ['honoured', 'not-possible'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a wish could not be met; of health nothing else is said. */
export const tickReasons = [
	'not-free',
	'not-in-house',
	'too-late',
	'guest-changed',
	'other'
] as const;
export type TickReason = (typeof tickReasons)[number];

/** A share of fewer than this says little. */
export const ticks_small_below = 30;
