import { choicesOf } from '#lib/domain/surveys/branching.ts';
import type { OpenSurvey, SurveyQuestion, SurveyView } from '#lib/domain/views/survey.ts';
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

/** What was said to a question; nothing where it was left alone. */
export function answerTo({ id, options = [] }: SurveyQuestion, said: Waiting): string | undefined {
	if (textsIn(said, `${id}:`).length === 0) return textsIn(said, id)[0];
	const boxes = options.filter((one) => textsIn(said, `${id}:${one.id}`).length > 0);
	return choicesOf(boxes.map((one) => one.id));
}

function answered(view: OpenSurvey, said: Waiting): OpenSurvey {
	const questions = view.questions.map((question) => {
		const value = answerTo(question, said);
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
