import { z } from 'zod';
import { readSearch } from '#lib/domain/desk/search.ts';
import { deskLimits } from '#lib/server/auth/limits.ts';
import { countTry } from '#lib/server/auth/rate-limits.ts';
import { staffOf } from '#lib/server/auth/signed-in.ts';
import { findHere } from '#lib/server/desk/here.ts';
import { searchGuests } from '#lib/server/desk/search-guests.ts';
import { requireWorkplace } from '#lib/server/desk/workplaces.ts';
import { fieldFailure, isFormFailure, line, readForm, refusalToFail } from '#lib/server/http.ts';
import type { Actions, PageServerLoad } from './$types';

const SearchForm = z.object({
	at: line(32),
	name: line(80),
	room: z.string().max(16, 'too-long').default('')
});

export const load: PageServerLoad = async ({ locals, cookies }) => {
	const here = await findHere(locals, cookies);
	return { here: here && { code: here.code, name: here.name } };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await readForm(SearchForm, request);
		if (!form.ok) return form.failure;
		const { value, typed } = form;
		const search = readSearch(value.name, value.room);
		if (!search) return fieldFailure('name', 'name-too-short', typed);

		const { db, now } = locals;
		const staff = staffOf(locals);
		const found = await requireWorkplace(db, staff, value.at)
			.then(async (property) => {
				await countTry(db, deskLimits(staff.id), now());
				return searchGuests(db, { staffId: staff.id, property, search }, now());
			})
			.catch((thrown: unknown) => refusalToFail(thrown, typed));
		return isFormFailure(found) ? found : { found, typed };
	}
};
