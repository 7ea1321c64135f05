import { answersTo } from '#lib/domain/surveys/branching.ts';
import { questionsIn, sectionsOf } from '#lib/domain/surveys/draft.ts';
import type { OwnQuestion, Survey } from '#lib/domain/surveys/survey.ts';
import { answersIn } from './make-words.ts';

export interface BranchOn {
	readonly question: OwnQuestion;
	readonly answers: readonly { readonly value: string; readonly label: string }[];
}

/** The questions before a part that its being asked can hang on, with their answers. */
export function branchesOn(survey: Survey, id: string): BranchOn[] {
	const before: OwnQuestion[] = [];
	for (const section of sectionsOf(survey)) {
		const questions = questionsIn(survey, section) ?? [];
		const at = questions.findIndex((one) => one.id === id);
		if (section === id) break;
		before.push(...(at < 0 ? questions : questions.slice(0, at)));
		if (at >= 0) break;
	}
	return before
		.filter((one) => answersTo(one).length > 0)
		.map((question) => ({ question, answers: answersIn(question) }));
}
