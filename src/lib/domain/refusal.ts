/**
 * The programme says no. Thrown inside a use-case it rolls everything back; the page turns code and
 * facts into words. Anything that is not a Refusal is a defect.
 */
export class Refusal extends Error {
	readonly code: RefusalCode;
	readonly facts: Facts;

	constructor(code: RefusalCode, facts: Facts = {}) {
		super(code);
		this.name = 'Refusal';
		this.code = code;
		this.facts = facts;
	}
}

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

export type RefusalCode =
	// who may, and what there is
	| 'not-found'
	| 'not-allowed'
	| 'sign-in-failed'
	| 'too-many-tries'
	| 'link-expired'
	| 'address-taken'
	| 'address-unverified'
	| 'account-suspended'
	// asking again
	| 'same-id-other-body'
	| 'older-revision'
	| 'still-running'
	// points
	| 'not-enough-points'
	| 'points-owed'
	| 'above-your-limit'
	| 'bill-below-one-step'
	| 'entry-already-reversed'
	| 'below-minimum'
	| 'not-a-step'
	| 'claim-too-late'
	// stays that are missing
	| 'claim-not-departed'
	| 'claim-known'
	| 'claims-open-most'
	| 'claim-decided'
	| 'case-resolved'
	| 'case-unanswered'
	| 'case-no-praise'
	| 'praise-whom'
	| 'goodwill-decided'
	| 'own-request'
	| 'claim-stay-taken'
	| 'claim-has-stay'
	// milestones
	| 'choice-made'
	| 'choice-too-late'
	| 'choice-wrong-number'
	| 'choice-unknown-option'
	| 'not-enough-gifts'
	// rewards
	| 'reward-not-on-offer'
	| 'price-changed'
	| 'tier-too-low'
	| 'out-of-stock'
	| 'reward-limit-reached'
	| 'cancel-too-late'
	| 'reward-not-here'
	| 'reward-not-that-day'
	| 'reward-too-soon'
	| 'day-full'
	| 'not-waiting'
	| 'code-known'
	// between members
	| 'transfers-off'
	| 'pooling-off'
	| 'transfer-self'
	| 'transfer-too-few'
	| 'transfer-too-new'
	| 'transfer-most'
	| 'transfer-over'
	| 'household-full'
	| 'household-taken'
	| 'household-not-yet'
	| 'already-held'
	| 'already-merged'
	| 'merge-has-own'
	| 'merge-self'
	// vouchers at the desk
	| 'voucher-unknown'
	| 'voucher-used'
	| 'voucher-cancelled'
	| 'voucher-expired'
	| 'voucher-not-yet'
	| 'voucher-not-here'
	| 'voucher-not-today'
	| 'voucher-unconfirmed'
	| 'voucher-not-in-parts'
	| 'above-what-is-left'
	| 'take-back-too-late'
	// at the desk
	| 'card-code-unknown'
	| 'card-code-old'
	| 'card-code-ahead'
	| 'card-code-seen'
	| 'request-over'
	| 'request-code-wrong'
	| 'own-membership'
	| 'pin-wrong'
	| 'pin-too-plain'
	| 'desk-locked'
	// wishes
	| 'stay-over'
	// surveys
	| 'survey-over'
	| 'survey-empty'
	| 'survey-has-problems'
	| 'word-of-other-theme'
	| 'word-not-counted'
	// two people at the same thing
	| 'changed-meanwhile'
	// files
	| 'image-unreadable'
	| 'image-too-large'
	| 'image-too-heavy'
	| 'file-unreadable'
	| 'columns-missing'
	| 'mapping-invalid'
	// programme
	| 'no-programme'
	| 'programme-invalid'
	| 'programme-examples-fail'
	| 'version-date-taken'
	| 'version-date-past'
	| 'draft-over'
	| 'draft-unsaved'
	| 'only-one-version'
	| 'unknown-property'
	| 'last-owner'
	| 'property-code-taken'
	| 'property-has-stays'
	| 'unknown-currency'
	| 'no-exchange-rate'
	| 'rate-known'
	// jobs
	| 'date-ahead'
	| 'invalid';
