/** Answers to "would you recommend us", counted: 9 and 10, 7 and 8, 0 to 6. */
export interface RecommendCounts {
	readonly promoters: number;
	readonly passives: number;
	readonly detractors: number;
}

/** What a readiness to recommend, 0 to 10, makes of a guest. */
export function recommendClass(recommend: number): 'promoter' | 'passive' | 'detractor' {
	if (recommend >= 9) return 'promoter';
	return recommend >= 7 ? 'passive' : 'detractor';
}

/** All in points, −100 to 100. */
export interface NetPromoter {
	readonly n: number;
	readonly score: number;
	/** The true score lies within ± this of it, 95 times of 100. */
	readonly margin: number;
	/** So few answers say little. */
	readonly small: boolean;
}

/** Fewer answers than this say little. */
export const n_min = 30;

/**
 * The net promoter score p − d of the shares of promoters and detractors, with the interval
 * ±1.96·√((p + d − (p − d)²) / n). Without answers there is none.
 *
 * Source: F. F. Reichheld, "The One Number You Need to Grow" (2003) for the score; the interval is the
 * normal one of a variable that is 1, 0 or −1, whose variance is p + d − (p − d)².
 */
export function netPromoter(counts: RecommendCounts): NetPromoter | undefined {
	const n = counts.promoters + counts.passives + counts.detractors;
	if (n === 0) return undefined;
	const p = counts.promoters / n;
	const d = counts.detractors / n;
	const variance = Math.max(p + d - (p - d) ** 2, 0);
	return {
		n,
		score: ((counts.promoters - counts.detractors) * 100) / n,
		margin: 196 * Math.sqrt(variance / n),
		small: n < n_min
	};
}
