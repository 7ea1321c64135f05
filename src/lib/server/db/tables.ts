import type { GuestKind, SumKind } from '#lib/domain/surveys/sums.ts';

/** The tables as Kysely sees them. Instants are ISO UTC text, dates `YYYY-MM-DD`, documents JSON text. */
export interface Tables {
	member: MemberTable;
	member_identity: MemberIdentityTable;
	member_credential: MemberCredentialTable;
	profile_said: ProfileSaidTable;
	consent: ConsentTable;
	erasure: ErasureTable;
	property: PropertyTable;
	staff: StaffTable;
	staff_credential: StaffCredentialTable;
	staff_property: StaffPropertyTable;
	stay: StayTable;
	stay_revision: StayRevisionTable;
	folio_line: FolioLineTable;
	stay_guest: StayGuestTable;
	programme_version: ProgrammeVersionTable;
	account: AccountTable;
	entry: EntryTable;
	lot: LotTable;
	entry_lot: EntryLotTable;
	credit: CreditTable;
	tier_grant: TierGrantTable;
	pending_points: PendingPointsTable;
	partner_activity: PartnerActivityTable;
	partner_activity_word: PartnerActivityWordTable;
	milestone_grant: MilestoneGrantTable;
	milestone_choice: MilestoneChoiceTable;
	milestone_reminder: MilestoneReminderTable;
	command: CommandTable;
	transfer: TransferTable;
	household: HouseholdTable;
	household_member: HouseholdMemberTable;
	pool_draw: PoolDrawTable;
	merge: MergeTable;
	merged_row: MergedRowTable;
	merged_lot: MergedLotTable;
	session: SessionTable;
	link: LinkTable;
	rate_count: RateCountTable;
	outbox: OutboxTable;
	audit: AuditTable;
	job_run: JobRunTable;
	reward: RewardTable;
	reward_revision: RewardRevisionTable;
	reward_stock: RewardStockTable;
	stock_correction: StockCorrectionTable;
	redemption: RedemptionTable;
	voucher: VoucherTable;
	voucher_take: VoucherTakeTable;
	redemption_stock: RedemptionStockTable;
	partner_code: PartnerCodeTable;
	card_key: CardKeyTable;
	card_code_use: CardCodeUseTable;
	desk_pass: DeskPassTable;
	desk_request: DeskRequestTable;
	desk_lock: DeskLockTable;
	staff_pin: StaffPinTable;
	preference_group: PreferenceGroupTable;
	preference_item: PreferenceItemTable;
	preference: PreferenceTable;
	preference_change: PreferenceChangeTable;
	stay_wish: StayWishTable;
	health_wish: HealthWishTable;
	health_wish_change: HealthWishChangeTable;
	wish_tick: WishTickTable;
	observation: ObservationTable;
	survey_version: SurveyVersionTable;
	survey_draft: SurveyDraftTable;
	survey_photo: SurveyPhotoTable;
	survey_response: SurveyResponseTable;
	survey_answer: SurveyAnswerTable;
	survey_score: SurveyScoreTable;
	survey_sum: SurveySumTable;
	theme: ThemeTable;
	theme_word: ThemeWordTable;
	response_word: ResponseWordTable;
	guest_case: GuestCaseTable;
	case_message: CaseMessageTable;
	case_praised: CasePraisedTable;
	case_goodwill: CaseGoodwillTable;
	programme_draft: ProgrammeDraftTable;
	programme_draft_revision: ProgrammeDraftRevisionTable;
	import_mapping: ImportMappingTable;
	import_run: ImportRunTable;
	import_row: ImportRowTable;
	exchange_rate: ExchangeRateTable;
	expiry_reminder: ExpiryReminderTable;
	house_setting: HouseSettingTable;
	stay_claim: StayClaimTable;
	claim_photo: ClaimPhotoTable;
	push_subscription: PushSubscriptionTable;
	notice_choice: NoticeChoiceTable;
	push_key: PushKeyTable;
	migration: MigrationTable;
}

export type StayStatus = 'booked' | 'in_house' | 'checked_out' | 'cancelled' | 'no_show';
export type SubjectKind = 'member' | 'staff';

export interface MemberTable {
	id: string;
	number: string;
	status: 'active' | 'suspended' | 'merged' | 'erased';
	joined_on: string;
	joined_at: string;
	merged_into: string | null;
}

export interface MemberIdentityTable {
	member_id: string;
	given_name: string;
	given_name_key: string;
	family_name: string;
	family_name_key: string;
	email: string;
	email_key: string;
	email_verified_at: string | null;
	pending_email: string | null;
	locale: string;
}

export interface MemberCredentialTable {
	member_id: string;
	password_hash: string;
	set_at: string;
}

export interface ProfileSaidTable {
	member_id: string;
	field: string;
	said_at: string;
}

export interface ConsentTable {
	id: string;
	member_id: string;
	purpose: string;
	given: number;
	text_version: string;
	locale: string;
	channel: string;
	recorded_at: string;
}

export interface ErasureTable {
	member_id: string;
	erased_at: string;
}

export interface PropertyTable {
	id: string;
	code: string;
	name: string;
	time_zone: string;
	currency: string;
	brand: string;
	created_at: string;
	revision: number;
	/** When somebody is there to answer guests, by day of the week. */
	hours: string | null;
}

export interface StaffTable {
	id: string;
	name: string;
	email: string;
	email_key: string;
	role: 'desk' | 'manager' | 'owner';
	status: 'active' | 'suspended';
	locale: string;
	created_at: string;
	revision: number;
}

export interface StaffCredentialTable {
	staff_id: string;
	password_hash: string;
	set_at: string;
}

export interface StaffPropertyTable {
	staff_id: string;
	property_id: string;
}

export interface StayTable {
	id: string;
	source: string;
	source_id: string;
	property_id: string;
	member_id: string | null;
	revision: number;
	status: StayStatus;
	arrival: string;
	departure: string;
	nights: number;
	no_points_because: string | null;
}

export interface StayRevisionTable {
	stay_id: string;
	revision: number;
	property_id: string;
	status: StayStatus;
	booked_on: string | null;
	arrival: string;
	departure: string;
	rooms: number;
	adults: number;
	children: number;
	room_type: string | null;
	room_number: string | null;
	rate_plan: string | null;
	channel: string | null;
	currency: string;
	award_nights: number;
	details: string | null;
	source_updated_at: string;
	body_hash: string;
	recorded_at: string;
}

export interface FolioLineTable {
	stay_id: string;
	revision: number;
	line: number;
	class: 'room' | 'food' | 'spa' | 'other';
	amount_minor: number;
	on_date: string;
}

export interface StayGuestTable {
	stay_id: string;
	email_key: string;
	family_name_key: string;
}

export interface ProgrammeVersionTable {
	number: number;
	effective_from: string;
	document: string;
	published_at: string;
	published_by: string;
	examples: string | null;
}

export interface AccountTable {
	member_id: string;
	balance: number;
	debt: number;
	last_sequence: number;
	active_on: string | null;
	merged_into: string | null;
}

export interface EntryTable {
	id: string;
	member_id: string;
	sequence: number;
	kind: string;
	points: number;
	debt_change: number;
	balance_after: number;
	effective_on: string;
	recorded_at: string;
	programme_version: number;
	stay_id: string | null;
	stay_revision: number | null;
	reverses: string | null;
	reasons: string;
}

export interface LotTable {
	id: string;
	member_id: string;
	entry_id: string;
	granted: number;
	points_left: number;
	earned_on: string;
	valid_to: string;
}

export interface EntryLotTable {
	entry_id: string;
	lot_id: string;
	points: number;
}

export interface CreditTable {
	id: string;
	member_id: string;
	kind: string;
	amount: number;
	counts_on: string;
	starts_on: string | null;
	basis: 'real' | 'rolled' | 'gifted' | 'award';
	stay_id: string | null;
	cause: string | null;
	programme_version: number;
	recorded_at: string;
}

export interface TierGrantTable {
	id: string;
	member_id: string;
	tier: string;
	from_on: string;
	valid_to: string;
	reason: string;
	revokes: string | null;
	programme_version: number;
	recorded_at: string;
}

export interface PendingPointsTable {
	id: string;
	member_id: string;
	points: number;
	earned_on: string;
	release_on: string;
	stay_id: string | null;
	stay_revision: number | null;
	reasons: string;
	programme_version: number;
	recorded_at: string;
	ended_on: string | null;
	ended_why: string | null;
	entry_id: string | null;
}

export interface MilestoneGrantTable {
	id: string;
	member_id: string;
	milestone: string;
	at: number;
	window_from: string;
	window_to: string;
	reached_on: string;
	choose_by: string | null;
	entry_id: string | null;
	programme_version: number;
	recorded_at: string;
}

export interface MilestoneChoiceTable {
	grant_id: string;
	options: string;
	chosen_on: string;
	chosen_by: 'member' | 'deadline';
	entry_id: string | null;
	recorded_at: string;
}

export interface CommandTable {
	source: string;
	id: string;
	member_id: string;
	kind: string;
	body_hash: string;
	answer: string;
	recorded_at: string;
}

export interface SessionTable {
	id: string;
	kind: SubjectKind;
	subject_id: string;
	created_at: string;
	expires_at: string;
	absolute_expires_at: string;
	stepped_up_at: string;
	device: string;
}

export interface LinkTable {
	hash: string;
	purpose: string;
	kind: SubjectKind;
	subject_id: string;
	created_at: string;
	expires_at: string;
	used_at: string | null;
}

export interface RateCountTable {
	key: string;
	window_start: string;
	count: number;
}

export interface OutboxTable {
	id: string;
	channel: 'mail' | 'event' | 'push';
	topic: string;
	to_kind: SubjectKind;
	to_id: string;
	facts: string;
	secret: string | null;
	created_at: string;
	due_at: string;
	attempts: number;
	leased_until: string | null;
	done_at: string | null;
	error: string | null;
}

export interface AuditTable {
	id: string;
	recorded_at: string;
	actor_kind: 'member' | 'staff' | 'system';
	actor_id: string;
	act: string;
	subject_kind: string;
	subject_id: string;
	facts: string;
	why: string | null;
}

export interface JobRunTable {
	name: string;
	for_date: string;
	started_at: string;
	leased_until: string | null;
	cursor: string | null;
	finished_at: string | null;
	result: string | null;
}

export interface ImportMappingTable {
	name: string;
	document: string;
	updated_at: string;
}

export interface ImportRunTable {
	id: string;
	file_hash: string;
	mapping_hash: string;
	stage: 'staging' | 'posting' | 'done';
	staged_line: number;
	started_at: string;
	finished_at: string | null;
	result: string | null;
}

export interface ImportRowTable {
	import_id: string;
	line: number;
	member_id: string | null;
	document: string | null;
	state: 'staged' | 'rejected';
	reason: string | null;
}

export interface MigrationTable {
	name: string;
	applied_at: string;
}

export interface RewardTable {
	id: string;
	revision: number;
	kind: string;
	status: 'draft' | 'offered' | 'paused' | 'archived';
	points: number;
	/** The names in all languages as they are searched, English first. */
	name_key: string;
	image: string | null;
	low_stock: number | null;
	offered_from: string | null;
	offered_to: string | null;
	document: string;
	changed_at: string;
	changed_by: string;
}

export interface RewardRevisionTable {
	reward_id: string;
	revision: number;
	status: RewardTable['status'];
	image: string | null;
	/** How many there were to give. */
	stock: number | null;
	document: string;
	recorded_at: string;
	recorded_by: string;
}

export interface RewardStockTable {
	reward_id: string;
	scope: string;
	given: number | null;
	items_left: number | null;
}

export interface StockCorrectionTable {
	id: string;
	reward_id: string;
	scope: string;
	change: number | null;
	given_before: number | null;
	given_after: number | null;
	why: string;
	recorded_at: string;
	recorded_by: string;
}

export interface RedemptionTable {
	id: string;
	member_id: string;
	reward_id: string;
	reward_revision: number;
	status: 'reserved' | 'issued' | 'used' | 'cancelled' | 'expired' | 'returned';
	points: number;
	property_id: string | null;
	use_on: string | null;
	nights: number | null;
	cash_minor: number | null;
	cash_currency: string | null;
	confirm_to: string | null;
	confirmed_at: string | null;
	confirmed_by: string | null;
	entry_id: string;
	return_entry_id: string | null;
	redeemed_at: string;
	redeemed_on: string;
	valid_from: string;
	valid_to: string;
	changed_at: string;
}

export interface RedemptionStockTable {
	redemption_id: string;
	reward_id: string;
	scope: string;
}

export interface VoucherTable {
	redemption_id: string;
	code: string;
	amount_minor: number | null;
	left_minor: number | null;
	currency: string | null;
}

export interface VoucherTakeTable {
	id: string;
	redemption_id: string;
	property_id: string;
	staff_id: string;
	amount_minor: number | null;
	taken_at: string;
	undone_at: string | null;
	undone_by: string | null;
}

export interface PartnerCodeTable {
	reward_id: string;
	code: string;
	redemption_id: string | null;
	recorded_at: string;
	recorded_by: string;
}

export interface CardKeyTable {
	id: string;
	member_id: string;
	session_id: string;
	secret: string;
	recorded_at: string;
}

export interface CardCodeUseTable {
	key_id: string;
	step: number;
	staff_id: string;
	property_id: string;
	used_at: string;
}

export interface DeskPassTable {
	member_id: string;
	property_id: string;
	valid_to: string;
}

export interface DeskRequestTable {
	id: string;
	staff_id: string;
	property_id: string;
	member_id: string;
	reward_id: string;
	points: number;
	bill_minor: number | null;
	amount_minor: number | null;
	currency: string | null;
	choice: string | null;
	cash_minor: number | null;
	cash_currency: string | null;
	code: string;
	tries: number;
	status: 'open' | 'done' | 'declined' | 'over';
	redemption_id: string | null;
	asked_at: string;
	valid_to: string;
}

export interface DeskLockTable {
	session_id: string;
	seen_at: string;
	locked_at: string | null;
}

export interface StaffPinTable {
	staff_id: string;
	pin_hash: string;
	changed_at: string;
}

export interface PreferenceGroupTable {
	id: string;
	sort: number;
	revision: number;
	document: string;
	changed_at: string;
	changed_by: string;
}

export interface PreferenceItemTable {
	id: string;
	group_id: string;
	sort: number;
	status: 'offered' | 'archived';
	revision: number;
	document: string;
	changed_at: string;
	changed_by: string;
}

export interface PreferenceTable {
	member_id: string;
	property_id: string;
	item_id: string;
	value: string;
	set_at: string;
	set_by: 'member' | 'staff';
}

export interface PreferenceChangeTable {
	id: string;
	save_id: string;
	member_id: string;
	property_id: string;
	item_id: string;
	value: string | null;
	set_at: string;
	set_by: 'member' | 'staff';
	staff_id: string | null;
	/** '' is no stay. */
	stay_id: string;
}

export interface StayWishTable {
	stay_id: string;
	item_id: string;
	member_id: string;
	value: string;
	set_at: string;
}

export interface HealthWishTable {
	member_id: string;
	property_id: string;
	stay_id: string;
	item_id: string;
	key_id: string;
	sealed: string;
	set_at: string;
}

export interface HealthWishChangeTable {
	id: string;
	save_id: string;
	member_id: string;
	property_id: string;
	stay_id: string;
	item_id: string;
	key_id: string | null;
	sealed: string | null;
	set_at: string;
}

export interface WishTickTable {
	stay_id: string;
	item_id: string;
	member_id: string;
	property_id: string;
	outcome: 'honoured' | 'not-possible';
	reason: string | null;
	why: string | null;
	wished: string | null;
	wished_at: string;
	staff_id: string;
	ticked_at: string;
}

export interface ObservationTable {
	id: string;
	member_id: string;
	property_id: string;
	staff_id: string;
	key_id: string;
	sealed: string;
	noted_at: string;
}

export interface SurveyVersionTable {
	survey_id: string;
	version: number;
	document: string;
	published_at: string;
	published_by: string;
	judgements: string | null;
}

export interface SurveyPhotoTable {
	response_id: string;
	item: string;
	key_id: string | null;
	body: string;
}

export interface SurveyDraftTable {
	survey_id: string;
	id: string;
	document: string;
	judgements: string;
	previous: string | null;
	revision: number;
	changed_at: string;
	changed_by: string;
}

export interface SurveyResponseTable {
	id: string;
	survey_id: string;
	version: number;
	member_id: string;
	stay_id: string;
	property_id: string;
	token_hash: string | null;
	status: 'invited' | 'started' | 'submitted' | 'expired' | 'declined';
	invited_at: string;
	expires_at: string;
	started_at: string | null;
	submitted_at: string | null;
	recommend: number | null;
	index_micro: number | null;
	/** What it gave; none where the programme gives nothing. */
	points: number | null;
	/** The tier that its guest held when it was sent. */
	tier: string | null;
	guest: GuestKind | null;
	/** How the stay was booked. */
	channel: string | null;
	reminded_at: string | null;
	/** Of the link in the reminder. */
	reminder_hash: string | null;
}

export interface SurveyAnswerTable {
	response_id: string;
	item: string;
	value: string;
	answered_at: string;
}

export interface ThemeTable {
	id: string;
	name: string;
	dimension: string;
	sort: number;
	revision: number;
	changed_at: string;
	changed_by: string;
	removed_at: string | null;
}

export interface ThemeWordTable {
	locale: string;
	word: string;
	theme_id: string;
}

export interface ResponseWordTable {
	response_id: string;
	item: string;
	locale: string;
	word: string;
	kind: 'word' | 'phrase';
	count: number;
}

export interface GuestCaseTable {
	id: string;
	response_id: string | null;
	member_id: string;
	property_id: string;
	kind: 'complaint' | 'suggestion' | 'praise';
	status: 'open' | 'resolved';
	owner_id: string | null;
	opened_at: string;
	due_at: string;
	answered_at: string | null;
	resolved_at: string | null;
	resolution: string | null;
	changed: string | null;
	revision: number;
}

export interface CaseMessageTable {
	id: string;
	case_id: string;
	said_by: 'guest' | 'staff';
	author_id: string;
	body: string;
	said_at: string;
}

export interface CasePraisedTable {
	id: string;
	case_id: string;
	/** A colleague, or the name of somebody who does not sign in. */
	staff_id: string | null;
	name: string | null;
	named_by: string;
	named_at: string;
}

export interface CaseGoodwillTable {
	id: string;
	case_id: string;
	points: number;
	why: string;
	status: 'asked' | 'given' | 'refused';
	asked_by: string;
	asked_at: string;
	decided_by: string | null;
	decided_at: string | null;
	refused_because: string | null;
}

/** What managers read; '' stands for what is not known. */
export interface SurveySumTable {
	kind: SumKind;
	/** YYYY-MM, UTC. */
	month: string;
	/** The dimension or item; else empty. */
	id: string;
	property_id: string;
	tier: string;
	guest: GuestKind | '';
	channel: string;
	n: number;
	micro: number;
}

export interface SurveyScoreTable {
	response_id: string;
	dimension: string;
	score_micro: number;
}

export interface ProgrammeDraftTable {
	id: string;
	based_on: number | null;
	revision: number;
	status: 'open' | 'published' | 'discarded';
	from_on: string | null;
	document: string;
	examples: string;
	created_at: string;
	created_by: string;
	changed_at: string;
	changed_by: string;
}

export interface ProgrammeDraftRevisionTable {
	draft_id: string;
	revision: number;
	document: string;
	examples: string;
	changed_at: string;
	changed_by: string;
}

export interface ExchangeRateTable {
	base: string;
	quote: string;
	day: string;
	rate: string;
	recorded_at: string;
	recorded_by: string;
}

export interface TransferTable {
	id: string;
	giver_id: string;
	receiver_id: string;
	points: number;
	status: 'offered' | 'agreed' | 'done' | 'declined' | 'cancelled' | 'failed';
	offered_at: string;
	due_on: string | null;
	ended_on: string | null;
	why: string | null;
	out_entry_id: string | null;
	in_entry_id: string | null;
}

export interface HouseholdTable {
	id: string;
	founded_at: string;
}

export interface HouseholdMemberTable {
	household_id: string;
	member_id: string;
	asked_at: string;
	agreed_on: string | null;
	left_at: string | null;
}

export interface PoolDrawTable {
	id: string;
	household_id: string;
	member_id: string;
	points: number;
	drawn_on: string;
	recorded_at: string;
}

export interface MergeTable {
	id: string;
	from_id: string;
	into_id: string;
	merged_at: string;
	undone_at: string | null;
	out_entry_id: string;
	in_entry_id: string;
}

export interface MergedRowTable {
	merge_id: string;
	kind:
		| 'stay'
		| 'redemption'
		| 'response'
		| 'case'
		| 'pending'
		| 'preference'
		| 'transfer'
		| 'household';
	row_id: string;
	/** Of a stay its revision then, of a transfer what it was before it ended. */
	mark: string | null;
}

export interface MergedLotTable {
	lot_id: string;
	from_lot_id: string;
	merge_id: string;
}

export interface MilestoneReminderTable {
	grant_id: string;
	recorded_at: string;
}

export interface ExpiryReminderTable {
	lot_id: string;
	step: number;
	valid_to: string;
	recorded_at: string;
}

export interface PartnerActivityTable {
	id: string;
	member_id: string;
	source: string;
	source_id: string;
	recorded_at: string;
}

export interface PartnerActivityWordTable {
	activity_id: string;
	word: number;
	/** The partner's. */
	revision: number;
	member_id: string;
	kind: string;
	happened_on: string;
	amounts: string;
	is_cancelled: 0 | 1;
	no_points_because: string | null;
	/** Its points, while they stand. */
	entry_id: string | null;
	answer: string;
	recorded_at: string;
}

export interface HouseSettingTable {
	key: string;
	document: string;
	revision: number;
	changed_at: string;
	changed_by: string;
}

export interface StayClaimTable {
	id: string;
	member_id: string;
	property_id: string;
	arrival: string;
	departure: string;
	reference: string;
	booked_name: string;
	note: string | null;
	body_hash: string;
	status: 'sent' | 'accepted' | 'refused' | 'withdrawn';
	sent_at: string;
	/** By the programme's calendar. */
	sent_on: string;
	decided_at: string | null;
	decided_by: string | null;
	reason: string | null;
	stay_id: string | null;
	how: 'linked' | 'recorded' | null;
}

export interface ClaimPhotoTable {
	claim_id: string;
	key_id: string | null;
	body: string;
}

export interface PushSubscriptionTable {
	id: string;
	member_id: string;
	session_id: string;
	endpoint: string;
	endpoint_hash: string;
	p256dh: string;
	auth: string;
	device: string;
	created_at: string;
	last_ok_at: string | null;
	failures: number;
}

export interface NoticeChoiceTable {
	member_id: string;
	topic: string;
	channel: 'push' | 'mail';
	is_on: number;
	changed_at: string;
}

export interface PushKeyTable {
	id: string;
	public_key: string;
	key_id: string;
	sealed: string;
	created_at: string;
}
