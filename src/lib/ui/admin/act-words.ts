import { m } from '#lib/i18n/messages.ts';

/** What each privileged act is called; a test finds every code that the sources record. */
export const actWords: Readonly<Record<string, () => string>> = {
	'card-looked-up': m.act_card_looked_up,
	'card-sold': m.act_card_sold,
	'challenge-started': m.act_challenge_started,
	'member-restored': m.act_member_restored,
	'members-merged': m.act_members_merged,
	'members-unmerged': m.act_members_unmerged,
	'member-suspended': m.act_member_suspended,
	'points-adjusted': m.act_points_adjusted,
	'points-adjustment-refused': m.act_points_adjustment_refused,
	'points-asked': m.act_points_asked,
	'points-code-wrong': m.act_points_code_wrong,
	'points-request-declined': m.act_points_request_declined,
	'points-request-done': m.act_points_request_done,
	'points-request-ended': m.act_points_request_ended,
	'preference-group-added': m.act_preference_group_added,
	'preference-group-changed': m.act_preference_group_changed,
	'preference-added': m.act_preference_added,
	'preference-changed': m.act_preference_changed,
	'preference-archived': m.act_preference_archived,
	'preference-offered': m.act_preference_offered,
	'preferences-installed': m.act_preferences_installed,
	'programme-draft-discarded': m.act_programme_draft_discarded,
	'programme-draft-saved': m.act_programme_draft_saved,
	'programme-draft-started': m.act_programme_draft_started,
	'programme-published': m.act_programme_published,
	'property-added': m.act_property_added,
	'property-changed': m.act_property_changed,
	'rate-changed': m.act_rate_changed,
	'rates-added': m.act_rates_added,
	'redemption-cancelled': m.act_redemption_cancelled,
	'reward-changed': m.act_reward_changed,
	'reward-created': m.act_reward_created,
	'reward-redeemed': m.act_reward_redeemed,
	'signed-in': m.act_signed_in,
	'staff-changed': m.act_staff_changed,
	'staff-created': m.act_staff_created,
	'staff-link-sent': m.act_staff_link_sent,
	'staff-password-set': m.act_staff_password_set,
	'staff-restored': m.act_staff_restored,
	'staff-suspended': m.act_staff_suspended,
	'tier-named': m.act_tier_named,
	'voucher-looked-up': m.act_voucher_looked_up,
	'voucher-refused': m.act_voucher_refused,
	'voucher-taken': m.act_voucher_taken
};

export function sayAct(act: string): string {
	return actWords[act]?.() ?? act;
}
