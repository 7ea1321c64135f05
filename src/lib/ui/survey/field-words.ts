import type { Field } from '#lib/domain/surveys/importance.ts';
import { m } from '#lib/i18n/messages.ts';

/** The fields of the chart, what is to be done first. */
export const fields = ['fix-first', 'keep', 'chance', 'watch'] as const satisfies readonly Field[];

export function sayField(field: Field): string {
	switch (field) {
		case 'fix-first':
			return m.survey_field_fix();
		case 'keep':
			return m.survey_field_keep();
		case 'chance':
			return m.survey_field_chance();
		case 'watch':
			return m.survey_field_watch();
	}
}
