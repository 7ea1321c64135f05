import { compare, decimal, fraction, add, zero } from '../fraction.ts';
import type { Text } from '../text.ts';
import { branchProblems, inOrder, type BranchProblem } from './branching.ts';
import { dimensions } from './draft.ts';
import type { Survey } from './survey.ts';

export interface DraftProblem {
	readonly code:
		| BranchProblem['code']
		/** An empty text; English is always needed, it stands in for every other. */
		| 'no-text'
		/** A question with fewer than two choices. */
		| 'few-options'
		/** A dimension of which nothing is asked. */
		| 'no-items'
		| 'no-dimensions'
		/** The shares of a level do not make 100 %. */
		| 'weights'
		/** A second question for the recommendation. */
		| 'second-recommend';
	/** The id of the question or dimension; of weights their level; empty for the survey itself. */
	readonly at: string;
}

/** What stands against publishing a draft, in the order of its parts. Nothing: it is a survey. */
export function draftProblems(survey: Survey): DraftProblem[] {
	const problems: DraftProblem[] = [];
	const questions = inOrder(survey);
	if (isEmpty(survey.name)) problems.push({ code: 'no-text', at: '' });
	if (survey.dimensions.length === 0) problems.push({ code: 'no-dimensions', at: '' });
	else if (!makesOne(survey.dimensions)) problems.push({ code: 'weights', at: dimensions });
	for (const { id, name, items } of survey.dimensions) {
		if (isEmpty(name)) problems.push({ code: 'no-text', at: id });
		if (items.length === 0) problems.push({ code: 'no-items', at: id });
		else if (!makesOne(items)) problems.push({ code: 'weights', at: id });
	}
	for (const question of questions) {
		const options = 'options' in question ? question.options : undefined;
		const texts = [question.label, ...(options ?? []).map(({ label }) => label)];
		if ('low' in question) texts.push(question.low, question.high);
		if (texts.some(isEmpty)) problems.push({ code: 'no-text', at: question.id });
		if (options && options.length < 2) problems.push({ code: 'few-options', at: question.id });
	}
	const recommends = questions.filter(({ kind }) => kind === 'recommend');
	for (const { id } of recommends.slice(1)) problems.push({ code: 'second-recommend', at: id });
	return [...problems, ...branchProblems(survey)];
}

/** The questions and dimensions that have no text in a language; guests who read it see the English. */
export function untranslated(survey: Survey, locale: string): string[] {
	const lacks = (text: Text) => (text[locale] ?? '').trim() === '';
	const parts = [
		...survey.dimensions.map(({ id, name }) => ({ id, texts: [name] })),
		...inOrder(survey).map((one) => ({
			id: one.id,
			texts: [
				one.label,
				...('options' in one ? one.options.map(({ label }) => label) : []),
				...('low' in one ? [one.low, one.high] : [])
			]
		}))
	];
	return parts.filter(({ texts }) => texts.some(lacks)).map(({ id }) => id);
}

function isEmpty(text: Text): boolean {
	return Object.values(text).some((words) => words.trim() === '');
}

function makesOne(siblings: readonly { readonly weight: string }[]): boolean {
	const sum = siblings.reduce((total, one) => add(total, decimal(one.weight)), zero);
	return compare(sum, fraction(1)) === 0;
}
