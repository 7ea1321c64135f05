import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readRewards } from '#lib/server/guests/read-rewards.ts';
import { refusalToError } from '#lib/server/http.ts';
import { newId } from '#lib/server/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id, verified } = memberOf(locals);
	const filter = {
		house: url.searchParams.get('house') || undefined,
		within: url.searchParams.has('within')
	};
	const view = await readRewards(locals.db, id, verified, locals.now(), filter).catch(
		refusalToError
	);
	// Each link carries the id of what may be asked for there: whoever goes back to it finds what came of it.
	return { view, requests: view.rewards.map(() => newId()) };
};
