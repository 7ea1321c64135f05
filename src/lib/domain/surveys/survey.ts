import type { z } from 'zod';
import type { Text } from '../text.ts';
import type { WishWords } from '../views/preferences.ts';
import type { surveySchema } from './schema.ts';

export type Survey = z.output<typeof surveySchema>;
export type Dimension = Survey['dimensions'][number];
export type Item = Dimension['items'][number];
export type Question = Item | Survey['closing'][number] | WishQuestion;

/** Built in: whether a wish of this stay was met. It hangs on the stay, so no version holds it. */
export interface WishQuestion {
	readonly id: string;
	readonly kind: 'wish';
	readonly label: Text;
	readonly wish: WishWords;
}

/** A version as it is asked about one stay. */
export interface AskedSurvey extends Survey {
	readonly wishes: readonly WishQuestion[];
}

const wish_prefix = 'wish.';

/** A dot is in no id of a question, so a version can never have the same. */
export function wishQuestionId(itemId: string): string {
	return `${wish_prefix}${itemId}`;
}

/** The item that an answer is about, where it is about a wish. */
export function itemOfWish(questionId: string): string | undefined {
	return questionId.startsWith(wish_prefix) ? questionId.slice(wish_prefix.length) : undefined;
}

/** Answers by the id of their question, as they are stored. */
export type Answers = Readonly<Record<string, string>>;

/** "I cannot say": the item is as if it had not been asked. */
export const noOpinion = 'none';

/** The steps of a five-step item, the best first. */
export const steps = ['5', '4', '3', '2', '1'] as const;

export function questionsOf(survey: Survey | AskedSurvey): Question[] {
	const wishes = 'wishes' in survey ? survey.wishes : [];
	return [...survey.dimensions.flatMap(({ items }) => items), ...wishes, ...survey.closing];
}

/** Whether this can be the answer to the question. */
export function isAnswer(question: Question, value: string): boolean {
	switch (question.kind) {
		case 'steps5':
			return value === noOpinion || /^[1-5]$/.test(value);
		case 'recommend':
			return /^(\d|10)$/.test(value);
		case 'wish':
			return value === 'yes' || value === 'no';
		case 'text':
			return value.length <= question.max;
	}
}

/** Whether something was said: an empty text and a question left out are no answer. */
export function isSaid(value: string | undefined): value is string {
	return value !== undefined && value.trim() !== '';
}

/** From 0 to 10; undefined where it was not answered, or is not asked. */
export function recommendationIn(survey: Survey, answers: Answers): number | undefined {
	const question = survey.closing.find(({ kind }) => kind === 'recommend');
	const value = question && answers[question.id];
	return isSaid(value) ? Number(value) : undefined;
}
