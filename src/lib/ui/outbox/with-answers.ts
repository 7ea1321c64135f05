import type { OpenSurvey, SurveyView } from '#lib/domain/views/survey.ts';
import { actionOf, textsIn } from './fields.ts';
import type { Waiting } from './waiting.ts';

/** A part of a survey with the answers that were given; thanks, where it was sent. */
export function withAnswers(view: SurveyView, said: Waiting, path: string): SurveyView {
	const isSame = said.action.split('?', 1)[0] === path.split('?', 1)[0];
	if (said.kind !== 'survey' || !isSame || view.state !== 'open') return view;
	if (actionOf(said) === 'submit') {
		const { stay, points, pointsName } = view;
		return { state: 'thanks', stay, points, pointsName };
	}
	return answered(view, said);
}

function answered(view: OpenSurvey, said: Waiting): OpenSurvey {
	const questions = view.questions.map((question) => {
		const value = textsIn(said, question.id)[0];
		return value === undefined ? question : { ...question, value: value || undefined };
	});
	const isAnswered = questions.some(({ value }) => value !== undefined);
	return {
		...view,
		questions,
		begun: true,
		steps: view.steps.map((step, at) =>
			at === view.at ? { ...step, answered: isAnswered || step.answered } : step
		)
	};
}
