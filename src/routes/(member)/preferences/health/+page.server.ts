import { redirect } from '@sveltejs/kit';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { decideConsent } from '#lib/server/consent/decide-consent.ts';
import { isFormFailure, refusalToFail } from '#lib/server/http.ts';
import { readHealthConsent } from '#lib/server/preferences/consent.ts';
import { countHealth } from '#lib/server/preferences/held-queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id } = memberOf(locals);
	const consent = await readHealthConsent(locals.db, id);
	if (!consent.given) redirect(303, '/preferences');
	return { view: { answers: await countHealth(locals.db, id) } };
};

export const actions: Actions = {
	default: async ({ locals }) => {
		const memberId = memberOf(locals).id;
		const { version } = await readHealthConsent(locals.db, memberId);
		const decision = { memberId, purpose: 'health', given: false, version } as const;
		const done = await decideConsent(
			locals.db,
			{ ...decision, locale: locals.locale },
			locals.now()
		).catch((thrown: unknown) => refusalToFail(thrown));
		if (isFormFailure(done)) return done;
		redirect(303, '/preferences?health=erased');
	}
};
