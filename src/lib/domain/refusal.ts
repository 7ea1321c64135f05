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
	| 'still-running'
	// points
	| 'not-enough-points'
	| 'points-owed'
	| 'bill-below-one-step'
	| 'entry-already-reversed'
	// files
	| 'file-unreadable'
	| 'columns-missing'
	| 'mapping-invalid'
	// programme
	| 'no-programme'
	| 'programme-invalid'
	| 'programme-examples-fail'
	| 'version-date-taken'
	| 'version-date-past'
	| 'unknown-property'
	| 'property-code-taken'
	| 'unknown-currency'
	| 'no-exchange-rate'
	| 'invalid';
