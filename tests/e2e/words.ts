import { m } from '#lib/i18n/messages.ts';
import type { Language } from './fixtures.ts';

/** What pages say, in a language: tests ask for roles and names as a guest hears them. */
export function wordsIn(language: Language) {
	const options = { locale: language };
	return {
		join: m.welcome_join({}, options),
		joinButton: m.join_button({}, options),
		givenName: m.field_given_name({}, options),
		familyName: m.field_family_name({}, options),
		email: m.field_email({}, options),
		password: m.field_password({}, options),
		newPassword: m.field_new_password({}, options),
		membership: m.consent_membership({}, options),
		unverified: m.unverified_title({}, options),
		verifyButton: m.verify_button({}, options),
		firstUse: m.first_use_title({}, options),
		recent: m.home_recent({}, options),
		why: m.why_title({}, options),
		sum: m.why_sum_label({}, options),
		signInButton: m.sign_in_button({}, options),
		signInFailed: m.refusal_sign_in_failed({}, options),
		problems: m.form_problems({}, options),
		emailInvalid: m.problem_email_invalid({}, options),
		passwordShort: m.problem_password_too_short({}, options),
		consentNeeded: m.problem_consent_needed({}, options),
		required: (field: string) => m.problem_required({ field }, options),
		stays: m.nav_stays({}, options),
		points: m.nav_points({}, options),
		stayTitle: m.stays_title({}, options),
		bill: m.stay_folio({}, options),
		cancelled: m.no_points_cancelled({}, options),
		signOut: m.sign_out({}, options),
		offline: m.offline_title({}, options),
		offlineSafe: m.offline_safe({}, options),
		again: m.offline_again({}, options),
		updateReady: m.update_ready({}, options),
		updateTyped: m.update_typed({}, options),
		reload: m.update_reload({}, options),
		reloadAnyway: m.update_reload_anyway({}, options)
	};
}
