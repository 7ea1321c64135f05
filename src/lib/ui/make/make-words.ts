import type { DraftProblem } from '#lib/domain/surveys/draft-problems.ts';
import {
	closing,
	dimensions,
	findQuestion,
	opening,
	type Section
} from '#lib/domain/surveys/draft.ts';
import { answersTo, type When } from '#lib/domain/surveys/branching.ts';
import type { Judgement } from '#lib/domain/surveys/pairwise.ts';
import type { OwnQuestion, Survey } from '#lib/domain/surveys/survey.ts';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { formatInstant, formatList, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRefusal } from '../problems.ts';
import { sayRate } from '../rate-words.ts';

export function sayKind(kind: OwnQuestion['kind']): string {
	switch (kind) {
		case 'steps5':
			return m.make_kind_steps5();
		case 'keywords':
			return m.make_kind_keywords();
		case 'scale10':
			return m.make_kind_scale10();
		case 'recommend':
			return m.make_kind_recommend();
		case 'single':
			return m.make_kind_single();
		case 'multiple':
			return m.make_kind_multiple();
		case 'text':
			return m.make_kind_text();
		case 'photo':
			return m.make_kind_photo();
	}
}

export function saySection(survey: Survey, section: Section): string {
	if (section === opening) return m.make_section_opening();
	if (section === closing) return m.make_section_closing();
	return sayPart(survey, section);
}

/** What a question or dimension is called; the level of all dimensions too. */
export function sayPart(survey: Survey, id: string): string {
	if (id === '') return m.make_survey();
	if (id === dimensions) return m.make_dimensions();
	const dimension = survey.dimensions.find((one) => one.id === id);
	const words = dimension ? dimension.name : findQuestion(survey, id)?.question.label;
	return (words && inWords(words)) || id;
}

export function sayDraftProblem(survey: Survey, { code, at }: DraftProblem): string {
	const part = sayPart(survey, at);
	switch (code) {
		case 'loop':
			return m.make_problem_loop({ part });
		case 'later':
			return m.make_problem_later({ part });
		case 'unknown':
			return m.make_problem_unknown({ part });
		case 'not-an-answer':
			return m.make_problem_not_an_answer({ part });
		case 'never-asked':
			return m.make_problem_never_asked({ part });
		case 'no-text':
			return m.make_problem_no_text({ part });
		case 'few-options':
			return m.make_problem_few_options({ part });
		case 'no-items':
			return m.make_problem_no_items({ part });
		case 'no-dimensions':
			return m.make_problem_no_dimensions();
		case 'weights':
			return m.make_problem_weights({ part });
		case 'second-recommend':
			return m.make_problem_second_recommend({ part });
	}
}

/** Where a problem is mended; the survey's own on the page of the draft. */
export function problemHref({ code, at }: DraftProblem): string {
	if (code === 'weights') return `/admin/surveys/draft/weights/${at}`;
	return at === '' ? '#name-en' : `/admin/surveys/draft/parts/${at}`;
}

/** The answers that a branch can hang on, as guests read them. */
export function answersIn(question: OwnQuestion): { value: string; label: string }[] {
	const options = 'options' in question ? question.options : [];
	const isNamed = question.kind === 'steps5';
	return answersTo(question).map((value) => {
		const option = options.find(({ id }) => id === value);
		if (option) return { value, label: inWords(option.label) || value };
		const label = isNamed || value === 'none' ? sayRate(value) : value.replace('-', '−');
		return { value, label };
	});
}

/** 'Only if “Did you dine with us?”: yes' */
export function sayWhen(survey: Survey, { question: id, is }: When): string {
	const on = findQuestion(survey, id)?.question;
	if (!on) return m.make_when_only({ question: m.make_when_gone(), answers: is.join(', ') });
	const known = answersIn(on);
	const answers = is.map((one) => known.find(({ value }) => value === one)?.label ?? one);
	return m.make_when_only({
		question: sayPart(survey, id),
		answers: formatList(answers, 'disjunction')
	});
}

export function sayJudgement(judgement: Judgement, one: string, other: string): string {
	const name = judgement > 0 ? one : other;
	const says = [
		m.make_pair_same,
		m.make_pair_1,
		m.make_pair_2,
		m.make_pair_3,
		m.make_pair_4,
		m.make_pair_5,
		m.make_pair_6,
		m.make_pair_7,
		m.make_pair_8
	] as const;
	return (says[Math.abs(judgement)] ?? m.make_pair_same)({ name });
}

/** Why a draft was not changed or published. */
export function sayDraftRefusal(refusal: NonNullable<FormAnswer['refusal']>): string {
	const { code, facts } = refusal;
	switch (code) {
		case 'changed-meanwhile':
			return m.make_refused_changed({
				name: String(facts['by']),
				date: formatInstant(String(facts['at']))
			});
		case 'draft-over':
			return m.make_refused_over();
		case 'survey-has-problems':
			return m.make_refused_problems();
		case 'invalid':
			return m.make_refused_invalid();
		default:
			return sayRefusal(refusal);
	}
}
