import type { Facts, RefusalCode } from '../refusal.ts';

/** What is wrong with one field; the page says it beside the field, in the reader's language. */
export type FieldProblem =
	| 'required'
	| 'invalid'
	| 'too-long'
	| 'email-invalid'
	| 'password-too-short'
	| 'passwords-differ'
	| 'password-wrong'
	| 'consent-needed'
	| 'image-unreadable'
	| 'image-too-large'
	| 'image-too-heavy'
	| 'not-offered'
	| 'number-invalid'
	| 'whole-number-invalid'
	| 'too-large'
	| 'bonus-too-large'
	| 'activity-needed'
	| 'name-too-short'
	| 'hours-order'
	| 'hours-never';

/** What an action answers when it did not go through. Passwords are never sent back. */
export interface FormAnswer {
	readonly values: Readonly<Record<string, string>>;
	readonly problems: Readonly<Record<string, FieldProblem>>;
	/** The programme or the house says no, as a whole. */
	readonly refusal?: { readonly code: RefusalCode; readonly facts: Facts } | undefined;
}
