import { z } from 'zod';
import { deskLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { lookUpCard } from '#lib/server/desk/look-up-card.ts';
import { line, readForm, isFormFailure, refusalToFail } from '#lib/server/http.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import type { Actions } from './$types';

const CardForm = z.object({ number: line(40) });

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(CardForm, request);
		if (!form.ok) return form.failure;

		const { db } = locals;
		const { id } = staffOf(locals);
		const asked = { staffId: id, number: form.value.number };
		const card = await countTry(db, deskLimits(id), locals.now())
			.then(() => lookUpCard(db, asked, locals.now()))
			.catch((thrown: unknown) => refusalToFail(thrown, form.typed));
		return isFormFailure(card) ? card : { number: form.value.number, card };
	}
};
