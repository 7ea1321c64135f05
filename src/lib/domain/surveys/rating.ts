import type { Text } from '../text.ts';
import { answersTo, askedOf, inOrder } from './branching.ts';
import { noOpinion } from './no-opinion.ts';
import type { OwnQuestion, Survey } from './survey.ts';

/** What the mail needs of the question that it asks itself. */
export interface Rating {
	readonly kind: 'recommend' | 'steps5' | 'keywords' | 'scale10';
	readonly label: Text;
	readonly low?: Text | undefined;
	readonly high?: Text | undefined;
}

type RatingQuestion = Extract<OwnQuestion, { kind: Rating['kind'] }>;

const isRating = (question: OwnQuestion): question is RatingQuestion =>
	['recommend', 'steps5', 'keywords', 'scale10'].includes(question.kind);

/**
 * The question that is answered by the first tap: whether they would recommend the house, else the first
 * that asks for a score. One that hangs on another answer is not it.
 */
export function ratingQuestion(survey: Survey): RatingQuestion | undefined {
	const asked = askedOf(survey, {});
	const ratings = inOrder(survey).filter((one) => asked.has(one.id) && isRating(one));
	return (ratings.find(({ kind }) => kind === 'recommend') ?? ratings[0]) as
		RatingQuestion | undefined;
}

/** The scores that can be tapped, from the worst to the best. */
export function ratingsOf({ kind }: Pick<Rating, 'kind'>): string[] {
	return answersTo({ id: '', kind }).filter((value) => value !== noOpinion);
}

/** The same of a survey, as a message carries it. */
export function ratingOf(survey: Survey): Rating | undefined {
	const question = ratingQuestion(survey);
	if (!question) return undefined;
	const { kind, label } = question;
	return question.kind === 'keywords'
		? { kind, label, low: question.low, high: question.high }
		: { kind, label };
}
