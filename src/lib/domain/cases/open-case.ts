import { firstCuts, isLow, type Cuts } from '../surveys/cuts.ts';
import { recommendClass } from '../surveys/net-promoter.ts';

export const caseKinds = ['complaint', 'suggestion', 'praise'] as const;
export type CaseKind = (typeof caseKinds)[number];

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
	cuts: Cuts = firstCuts
): CaseKind | undefined {
	const { recommend, hasText } = said;
	if (isLow(said, cuts)) return 'complaint';
	if (!hasText) return undefined;
	const praises = recommend !== undefined && recommendClass(recommend) === 'promoter';
	return praises ? 'praise' : 'suggestion';
}
