import { fail } from '@sveltejs/kit';
import type { WishValue } from '#lib/domain/preferences/item.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { FieldProblem, FormAnswer } from '#lib/domain/views/form-answer.ts';
import { statusFor } from '#lib/server/http.ts';

export interface WishAnswer extends FormAnswer {
	/** What the form said, by item, and the id of its next save. */
	readonly said?: Readonly<Record<string, WishValue>>;
	readonly saveId?: string;
}

/** The no of a save as the form's answer: beside each item, or as a whole. */
export function wishFailure(thrown: unknown, more: Pick<WishAnswer, 'said' | 'saveId'> = {}) {
	if (!(thrown instanceof Refusal)) throw thrown;
	const { code, facts } = thrown;
	const answer: WishAnswer =
		code === 'invalid'
			? { values: {}, problems: facts as Readonly<Record<string, FieldProblem>>, ...more }
			: { values: {}, problems: {}, refusal: { code, facts }, ...more };
	return fail(statusFor(thrown), answer);
}
