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
		case 'image-unreadable':
			return m.refusal_image_unreadable();
		case 'image-too-large':
			return m.refusal_image_too_large();
		case 'image-too-heavy':
			return m.refusal_image_too_heavy();
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
		case 'name-too-short':
			return m.problem_name_too_short();
		case 'hours-order':
			return m.problem_hours_order({ field: label });
		case 'hours-never':
			return m.problem_hours_never();
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
		case 'reward-not-here':
			return m.refusal_reward_not_here();
		case 'reward-not-that-day':
			return m.refusal_reward_not_that_day();
		case 'reward-too-soon':
			return m.refusal_reward_too_soon();
		case 'day-full':
			return m.refusal_day_full();
		case 'stay-over':
			return m.refusal_stay_over();
		case 'not-waiting':
			return m.refusal_not_waiting();
		case 'code-known':
			return m.refusal_code_known();
		case 'above-what-is-left':
			return m.refusal_above_what_is_left();
		case 'take-back-too-late':
			return m.refusal_take_back_too_late();
		case 'card-code-unknown':
			return m.refusal_card_code_unknown();
		case 'card-code-old':
			return m.refusal_card_code_old();
		case 'card-code-ahead':
			return m.refusal_card_code_ahead();
		case 'card-code-seen':
			return m.refusal_card_code_seen();
		case 'request-over':
			return m.refusal_request_over();
		case 'request-code-wrong':
			return m.refusal_request_code_wrong();
		case 'own-membership':
			return m.refusal_own_membership();
		case 'pin-wrong':
			return m.refusal_pin_wrong();
		case 'pin-too-plain':
			return m.refusal_pin_too_plain();
		case 'desk-locked':
			return m.refusal_desk_locked();
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
		case 'older-revision':
			return m.refusal_older_revision();
		case 'still-running':
			return m.refusal_still_running();
		case 'reward-not-on-offer':
			return m.refusal_reward_not_on_offer();
		case 'price-changed':
			return m.refusal_price_changed();
		case 'tier-too-low':
			return m.refusal_tier_too_low();
		case 'out-of-stock':
			return m.refusal_out_of_stock();
		case 'reward-limit-reached':
			return m.refusal_reward_limit_reached();
		case 'not-enough-points':
			return m.refusal_not_enough_points();
		case 'points-owed':
			return m.refusal_points_owed();
		case 'above-your-limit':
			return m.refusal_above_your_limit();
		case 'choice-made':
			return m.refusal_choice_made();
		case 'choice-too-late':
			return m.refusal_choice_too_late();
		case 'choice-wrong-number':
			return m.refusal_choice_wrong_number();
		case 'choice-unknown-option':
			return m.refusal_choice_unknown_option();
		case 'below-minimum':
			return m.refusal_below_minimum();
		case 'not-a-step':
			return m.refusal_not_a_step();
		case 'claim-too-late':
			return m.refusal_claim_too_late();
		case 'claim-not-departed':
			return m.refusal_claim_not_departed();
		case 'claim-known':
			return m.refusal_claim_known();
		case 'claims-open-most':
			return m.refusal_claims_open_most();
		case 'case-resolved':
			return m.refusal_case_resolved();
		case 'case-unanswered':
			return m.refusal_case_unanswered();
		case 'case-no-praise':
			return m.refusal_case_no_praise();
		case 'praise-whom':
			return m.refusal_praise_whom();
		case 'goodwill-decided':
			return m.refusal_goodwill_decided();
		case 'own-request':
			return m.refusal_own_request();
		case 'claim-decided':
			return m.refusal_claim_decided();
		case 'claim-stay-taken':
			return m.refusal_claim_stay_taken();
		case 'claim-has-stay':
			return m.refusal_claim_has_stay();
		case 'cancel-too-late':
			return m.refusal_cancel_too_late();
		case 'voucher-used':
			return m.refusal_voucher_used();
		case 'voucher-cancelled':
			return m.refusal_voucher_cancelled();
		case 'voucher-expired':
			return m.refusal_voucher_expired();
		case 'image-unreadable':
			return m.refusal_image_unreadable();
		case 'image-too-large':
			return m.refusal_image_too_large();
		case 'image-too-heavy':
			return m.refusal_image_too_heavy();
		case 'survey-over':
			return m.refusal_survey_over();
		case 'survey-empty':
			return m.refusal_survey_empty();
		case 'word-of-other-theme':
			return m.refusal_word_of_other_theme();
		case 'word-not-counted':
			return m.refusal_word_not_counted();
		case 'property-code-taken':
			return m.refusal_property_code_taken();
		case 'property-has-stays':
			return m.refusal_property_has_stays();
		case 'file-unreadable':
			return m.refusal_file_unreadable();
		case 'columns-missing':
			return m.refusal_columns_missing();
		case 'rate-known':
			return m.refusal_rate_known();
		case 'unknown-currency':
			return m.refusal_unknown_currency();
		case 'last-owner':
			return m.refusal_last_owner();
		case 'transfers-off':
			return m.refusal_transfers_off();
		case 'pooling-off':
			return m.refusal_pooling_off();
		case 'transfer-self':
			return m.refusal_transfer_self();
		case 'transfer-too-few':
			return m.refusal_transfer_too_few();
		case 'transfer-too-new':
			return m.refusal_transfer_too_new();
		case 'transfer-most':
			return m.refusal_transfer_most();
		case 'transfer-over':
			return m.refusal_transfer_over();
		case 'household-full':
			return m.refusal_household_full();
		case 'household-taken':
			return m.refusal_household_taken();
		case 'household-not-yet':
			return m.refusal_household_not_yet();
		case 'already-held':
			return m.refusal_already_held();
		case 'already-merged':
			return m.refusal_already_merged();
		case 'merge-has-own':
			return m.refusal_merge_has_own();
		case 'merge-self':
			return m.refusal_merge_self();
		default:
			return m.refusal_other();
	}
}
