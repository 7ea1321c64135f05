import type { z } from 'zod';
import type { Text } from '../text.ts';
import type { WishWords } from '../views/preferences.ts';
import { answersTo, askedOf, choicesIn, choicesOf, inOrder } from './branching.ts';
import type { surveySchema } from './schema.ts';

export type Survey = z.output<typeof surveySchema>;
export type Dimension = Survey['dimensions'][number];
export type Item = Dimension['items'][number];
export type OwnQuestion = Item | Survey['closing'][number];
export type Question = OwnQuestion | WishQuestion;

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

export { noOpinion } from './no-opinion.ts';

/** The steps of a five-step item, the best first. */
export const steps = ['5', '4', '3', '2', '1'] as const;

export function questionsOf(survey: Survey | AskedSurvey): Question[] {
	const wishes = 'wishes' in survey ? survey.wishes : [];
	const { opening = [], dimensions, closing } = survey;
	return [...opening, ...dimensions.flatMap(({ items }) => items), ...wishes, ...closing];
}

/** Whether this can be the answer to the question. */
export function isAnswer(question: Question, value: string): boolean {
	switch (question.kind) {
		case 'steps5':
		case 'keywords':
		case 'scale10':
		case 'recommend':
		case 'single':
			return answersTo(question).includes(value);
		case 'multiple': {
			const chosen = choicesIn(value);
			// In the order of the options, each once: the same choices are one answer.
			return choicesOf(answersTo(question).filter((one) => chosen.includes(one))) === value;
		}
		case 'wish':
			return value === 'yes' || value === 'no';
		case 'photo':
			return isPhotoMark(value);
		case 'text':
			return value.length <= question.max;
	}
}

const mark_length = 32;

/** What is stored as the answer to a question for a photo: which one it is, by the hash of what was sent. */
export function photoMark(sha256: string): string {
	return sha256.slice(0, mark_length);
}

function isPhotoMark(value: string): boolean {
	return value.length === mark_length && /^[0-9a-f]+$/.test(value);
}

/** Whether something was said: an empty text and a question left out are no answer. */
export function isSaid(value: string | undefined): value is string {
	return value !== undefined && value.trim() !== '';
}

/** From 0 to 10; undefined where it was not answered, or is not asked. */
export function recommendationIn(survey: Survey, answers: Answers): number | undefined {
	const question = inOrder(survey).find(({ kind }) => kind === 'recommend');
	if (!question || !askedOf(survey, answers).has(question.id)) return undefined;
	const value = answers[question.id];
	return isSaid(value) ? Number(value) : undefined;
}
