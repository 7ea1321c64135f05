import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readCode } from '#lib/server/cards/read-code.ts';
import { readCard } from '#lib/server/guests/read-card.ts';
import { refusalToError } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { id: memberId, sessionId } = memberOf(locals);
	const now = locals.now();
	const view = await readCard(locals.db, memberId, now).catch(refusalToError);
	const device = { memberId, sessionId, number: view.number };
	return { view, code: await readCode(locals.db, device, now).catch(refusalToError) };
};
