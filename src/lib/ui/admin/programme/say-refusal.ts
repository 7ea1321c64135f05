import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayRefusal } from '../../problems.ts';

/** Why a draft was not saved or published: what happened, what is safe, what to do. */
export function sayDraftRefusal(refusal: NonNullable<FormAnswer['refusal']>): string {
	const { code, facts } = refusal;
	switch (code) {
		case 'draft-over':
			return facts['became'] === 'published'
				? m.programme_refusal_draft_over_published()
				: m.programme_refusal_draft_over_discarded();
		case 'draft-unsaved':
			return m.programme_refusal_draft_unsaved();
		case 'version-date-past':
			return m.programme_refusal_version_date_past({
				today: formatDate(String(facts['today']))
			});
		case 'version-date-taken':
			return m.programme_refusal_version_date_taken({
				newest: formatDate(String(facts['newest']))
			});
		case 'programme-invalid':
			return m.programme_refusal_invalid();
		case 'programme-examples-fail':
			return m.programme_refusal_examples_fail({
				example: String(facts['example'])
			});
		case 'invalid':
			return m.form_problems();
		default:
			return sayRefusal(refusal);
	}
}
