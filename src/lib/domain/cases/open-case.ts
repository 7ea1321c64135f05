export const caseKinds = ['complaint', 'suggestion', 'praise'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** From when on a response is a case; settings. */
export interface CaseRule {
	/** An index below this, on the scale of 2 to 10. */
	readonly indexBelow: number;
	/** A recommendation up to this. */
	readonly recommendTo: number;
	/** Whoever recommends from here on and writes something praises. */
	readonly praiseFrom: number;
}

export const usualRule: CaseRule = { indexBelow: 6, recommendTo: 6, praiseFrom: 9 };

/**
 * What a response is to the house: a low score is a complaint whether anything was written or not; what is
 * written besides is praise of whoever recommends, and else a suggestion. Without words and without a low
 * score it is no case.
 */
export function caseOf(
	said: {
		/** 2 to 10. */
		readonly index?: number | undefined;
		readonly recommend?: number | undefined;
		readonly hasText: boolean;
	},
	rule: CaseRule = usualRule
): CaseKind | undefined {
	const { index, recommend, hasText } = said;
	if (index !== undefined && index < rule.indexBelow) return 'complaint';
	if (recommend !== undefined && recommend <= rule.recommendTo) return 'complaint';
	if (!hasText) return undefined;
	return recommend !== undefined && recommend >= rule.praiseFrom ? 'praise' : 'suggestion';
}
