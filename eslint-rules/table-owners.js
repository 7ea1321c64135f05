/** Each table belongs to one area of `src/lib/server`, the only one whose queries name it. */
const tablesOf = {
	members: ['member', 'member_identity', 'member_credential', 'profile_said', 'erasure'],
	consent: ['consent'],
	ledger: [
		'account',
		'entry',
		'lot',
		'entry_lot',
		'credit',
		'tier_grant',
		'command',
		'pending_points',
		'milestone_grant',
		'milestone_choice',
		'merged_lot'
	],
	milestones: ['milestone_reminder'],
	activities: ['partner_activity', 'partner_activity_word'],
	stays: ['property', 'stay', 'stay_guest', 'stay_revision', 'folio_line'],
	programme: ['programme_version', 'programme_draft', 'programme_draft_revision'],
	rewards: [
		'reward',
		'reward_revision',
		'reward_stock',
		'stock_correction',
		'redemption',
		'redemption_stock',
		'voucher',
		'voucher_take',
		'partner_code'
	],
	cards: ['card_key', 'card_code_use'],
	desk: ['desk_pass', 'desk_request', 'desk_lock'],
	preferences: [
		'preference_group',
		'preference_item',
		'preference',
		'preference_change',
		'stay_wish',
		'health_wish',
		'health_wish_change',
		'wish_tick',
		'observation'
	],
	surveys: [
		'survey_version',
		'survey_draft',
		'survey_photo',
		'survey_response',
		'survey_answer',
		'survey_score',
		'survey_sum',
		'theme',
		'theme_word',
		'response_word'
	],
	transfers: ['transfer', 'household', 'household_member', 'pool_draw'],
	merges: ['merge', 'merged_row'],
	auth: ['session', 'link', 'rate_count'],
	staff: ['staff', 'staff_property', 'staff_credential', 'staff_pin'],
	audit: ['audit'],
	outbox: ['outbox'],
	mail: ['mail'],
	import: ['import_run', 'import_row', 'import_mapping'],
	jobs: ['job_run'],
	exchange: ['exchange_rate'],
	reminders: ['expiry_reminder'],
	house: ['house_setting'],
	claims: ['stay_claim', 'claim_photo'],
	cases: ['guest_case', 'case_message', 'case_praised', 'case_goodwill'],
	notices: ['push_subscription', 'notice_choice', 'push_key']
};

/** Tables that another area may read, never write, and why. */
const readersOf = {
	// Who may earn and since when is decided under the account's lock, in one statement with it.
	// The desk finds its guests among the stays of its house by one statement, with their names.
	// A request learns who asks, and whether they still may, in one statement with the session.
	// A card's key counts as long as the session of its device, asked in one statement.
	session: ['cards'],
	// Who is asked about a stay depends on stay, house, guest and what was asked before: one statement
	// finds the few among all, and answers are listed with their house and guest.
	// The queue of cases names guest, house and colleague in one statement, by which they are looked for.
	member: ['ledger', 'auth', 'guests', 'surveys', 'exchange', 'desk', 'cases'],
	member_identity: ['auth', 'guests', 'surveys', 'desk', 'cases'],
	staff: ['auth', 'cases'],
	// The pages of guests are read far more often than anything is written, and each shows what several
	// areas wrote: one statement joins it.
	account: ['guests', 'members'],
	credit: ['guests'],
	desk_request: ['guests'],
	entry: ['guests'],
	entry_lot: ['guests'],
	folio_line: ['guests'],
	pending_points: ['guests'],
	lot: ['guests'],
	// Which stays a new rate frees, and what waits for one, is found among all stays by one statement.
	property: ['guests', 'surveys', 'exchange', 'cases'],
	redemption: ['guests'],
	stay: ['guests', 'surveys', 'exchange', 'desk'],
	stay_revision: ['guests', 'surveys', 'exchange', 'desk'],
	survey_response: ['guests'],
	tier_grant: ['guests']
};

/** @type {ReadonlyMap<string, string>} */
export const ownerOf = new Map(
	Object.entries(tablesOf).flatMap(([area, tables]) => tables.map((table) => [table, area]))
);

export function mayRead(area, table) {
	return readersOf[table]?.includes(area) ?? false;
}
