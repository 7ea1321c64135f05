import { choicesIn } from '#lib/domain/surveys/branching.ts';
import { noOpinion } from '#lib/domain/surveys/no-opinion.ts';
import type { SurveyQuestion } from '#lib/domain/views/survey.ts';
import { formatList, inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRate } from '../rate-words.ts';

/** An answer in words. */
export function sayAnswer({ kind, value, options = [] }: SurveyQuestion): string {
	if (value === undefined) return m.survey_not_answered();
	if (value === noOpinion) return sayRate(value);
	switch (kind) {
		case 'steps5':
			return sayRate(value);
		case 'wish':
			return value === 'yes' ? m.survey_wish_yes() : m.survey_wish_no();
		case 'recommend':
		case 'scale10':
			return m.survey_of_ten({ value });
		case 'keywords':
			return value.replace('-', '−');
		case 'single':
		case 'multiple': {
			const chosen = choicesIn(value);
			return formatList(
				options.filter(({ id }) => chosen.includes(id)).map(({ label }) => inWords(label)),
				'conjunction'
			);
		}
		case 'photo':
			return m.survey_photo_sent();
		case 'text':
			return value;
	}
}
