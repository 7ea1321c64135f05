import { decimal, floor, fraction, times } from '../fraction.ts';
import type { Conversion } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';

export interface Converted {
	readonly points: number;
	/** Whole units of the partner; a part of one is not given. */
	readonly units: number;
}

/**
 * Points into a partner's currency: at least the minimum, above it in whole steps. Refuses
 * `below-minimum` and `not-a-step`; whether the member has the points is for the spending to say.
 */
export function decideConversion(points: number, conversion: Conversion): Converted {
	const { pointsMin, step, rate = 1 } = conversion;
	if (points < pointsMin) throw new Refusal('below-minimum', { pointsMin });
	if ((points - pointsMin) % step !== 0) throw new Refusal('not-a-step', { pointsMin, step });
	return { points, units: floor(times(fraction(points), decimal(rate))) };
}
