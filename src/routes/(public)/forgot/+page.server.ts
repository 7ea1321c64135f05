import { z } from 'zod';
import { forgotLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { email, readForm, isFormFailure, refusalToFail } from '#lib/server/http.ts';
import { askForReset } from '#lib/server/members/ask-for-reset.ts';
import type { Actions } from './$types';

const ForgotForm = z.object({ email });

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(ForgotForm, request);
		if (!form.ok) return form.failure;

		const { db, address } = locals;
		const asked = await countTry(db, forgotLimits(form.value.email, address), locals.now())
			.then(() => askForReset(db, form.value.email, locals.now()))
			.catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		if (isFormFailure(asked)) return asked;
		return { done: true } as const;
	}
};
