import { addDays, type Instant } from '#lib/domain/calendar.ts';
import { inOrder } from '#lib/domain/surveys/branching.ts';
import { isAnswer, type Answers } from '#lib/domain/surveys/survey.ts';
import type { Text } from '#lib/domain/text.ts';
import type { OpenSurvey } from '#lib/domain/views/survey.ts';
import type { SurveyDraftView } from '#lib/domain/views/survey-draft.ts';
import { openSurvey } from './read-survey.ts';

export interface PreviewAsked {
	readonly property: Text;
	readonly step: number;
	/** What was answered in the preview, whatever it says. */
	readonly said: Readonly<Record<string, string>>;
}

/** The draft as a guest would see it; undefined while it asks nothing. */
export function previewDraft(
	{ survey }: SurveyDraftView,
	{ property, step, said }: PreviewAsked,
	now: Instant
): OpenSurvey | undefined {
	const questions = inOrder(survey);
	if (questions.length === 0) return undefined;
	const answers: Answers = Object.fromEntries(
		questions.flatMap((question) => {
			const value = said[question.id];
			return value !== undefined && isAnswer(question, value) ? [[question.id, value]] : [];
		})
	);
	const today = now.slice(0, 10);
	const stay = { property, arrival: addDays(today, -3), departure: addDays(today, -1) };
	const view = openSurvey({ ...survey, wishes: [] }, answers, step);
	return view.steps.length > 0 ? { ...view, stay } : undefined;
}
