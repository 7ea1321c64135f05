import { m } from '#lib/i18n/messages.ts';

/** A step of a five-step scale, or that nothing can be said. */
export function sayRate(value: string): string {
	switch (value) {
		case '5':
			return m.survey_rate_5();
		case '4':
			return m.survey_rate_4();
		case '3':
			return m.survey_rate_3();
		case '2':
			return m.survey_rate_2();
		case '1':
			return m.survey_rate_1();
		default:
			return m.survey_rate_none();
	}
}
