import { compare, decimal, fraction, times } from '../fraction.ts';
import { firstCuts, type Cuts } from './cuts.ts';

/** What is to be done about something that guests judge. */
export type Field =
	/** It matters and is good. */
	| 'keep'
	/** It matters and is not good. */
	| 'fix-first'
	/** It matters less and is good: there may be more in it. */
	| 'chance'
	/** It matters less and is not good. */
	| 'watch';

/**
 * The field of the importance–performance chart that one of `siblings` things of a level lies in. The
 * edges belong to the better side: a weight of exactly 1/k is high, a score of exactly the cut satisfies.
 *
 * Source: J. A. Martilla, J. C. James, "Importance–Performance Analysis", Journal of Marketing 41 (1977)
 * 77–79; the cuts are those of requirement H5.
 */
export function fieldOf(
	{ weight, siblings, score }: { weight: string; siblings: number; score: number },
	{ highFrom, satisfiedFrom }: Cuts = firstCuts
): Field {
	const isHigh = compare(times(decimal(weight), fraction(siblings)), decimal(highFrom)) >= 0;
	if (score >= satisfiedFrom) return isHigh ? 'keep' : 'chance';
	return isHigh ? 'fix-first' : 'watch';
}
