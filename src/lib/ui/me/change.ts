import type { FormAnswer } from '#lib/domain/views/form-answer.ts';

/** How the forms of one page share its one answer. */
export interface Answers {
	/** What the form of this action was answered, when it did not go through. */
	readonly of: (action: string) => FormAnswer | undefined;
	/** The action that went through last. */
	readonly done?: string | undefined;
	readonly note: (action: URL) => void;
}
