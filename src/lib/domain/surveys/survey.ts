import type { z } from 'zod';
import type { surveySchema } from './schema.ts';

export type Survey = z.output<typeof surveySchema>;
export type Dimension = Survey['dimensions'][number];
export type Item = Dimension['items'][number];
export type Question = Item | Survey['closing'][number];

/** Answers by the id of their question, as they are stored. */
export type Answers = Readonly<Record<string, string>>;

/** "I cannot say": the item is as if it had not been asked. */
export const noOpinion = 'none';

/** The steps of a five-step item, the best first. */
export const steps = ['5', '4', '3', '2', '1'] as const;

export function questionsOf(survey: Survey): Question[] {
	return [...survey.dimensions.flatMap(({ items }) => items), ...survey.closing];
}

/** Whether this can be the answer to the question. */
export function isAnswer(question: Question, value: string): boolean {
	switch (question.kind) {
		case 'steps5':
			return value === noOpinion || /^[1-5]$/.test(value);
		case 'recommend':
			return /^(\d|10)$/.test(value);
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
