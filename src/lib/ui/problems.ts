import type { FieldProblem, FormAnswer } from '#lib/domain/views/form-answer.ts';
import { m } from '#lib/i18n/messages.ts';

/** What is wrong with one field, and what to do. */
export function sayProblem(problem: FieldProblem, label: string): string {
	switch (problem) {
		case 'required':
			return m.problem_required({ field: label });
		case 'invalid':
			return m.problem_invalid({ field: label });
		case 'too-long':
			return m.problem_too_long({ field: label });
		case 'email-invalid':
			return m.problem_email_invalid();
		case 'password-too-short':
			return m.problem_password_too_short();
		case 'passwords-differ':
			return m.problem_passwords_differ();
		case 'password-wrong':
			return m.problem_password_wrong();
		case 'consent-needed':
			return m.problem_consent_needed();
		case 'not-offered':
			return m.problem_not_offered({ field: label });
		case 'number-invalid':
			return m.problem_number_invalid({ field: label });
		case 'whole-number-invalid':
			return m.problem_whole_number_invalid({ field: label });
		case 'too-large':
			return m.problem_too_large({ field: label });
		case 'bonus-too-large':
			return m.problem_bonus_too_large({ field: label });
		case 'activity-needed':
			return m.problem_activity_needed();
	}
}

/** The house says no: what happened, and what to do. */
export function sayRefusal({ code }: NonNullable<FormAnswer['refusal']>): string {
	switch (code) {
		case 'sign-in-failed':
			return m.refusal_sign_in_failed();
		case 'too-many-tries':
			return m.refusal_too_many_tries();
		case 'link-expired':
			return m.refusal_link_expired();
		case 'address-taken':
			return m.refusal_address_taken();
		case 'address-unverified':
			return m.refusal_address_unverified();
		case 'account-suspended':
			return m.refusal_account_suspended();
		case 'not-found':
			return m.refusal_not_found();
		case 'not-allowed':
			return m.refusal_not_allowed();
		case 'same-id-other-body':
			return m.refusal_same_id_other_body();
		case 'still-running':
			return m.refusal_still_running();
		default:
			return m.refusal_other();
	}
}
