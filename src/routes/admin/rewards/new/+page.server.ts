import { newId } from '#lib/server/ids.ts';
import { readChoices, saveForm } from '../save-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { tiers, houses } = await readChoices(locals.db, locals.now());
	const stored: Record<string, string> = {
		rewardId: newId(),
		kind: 'free-night',
		nights: '1',
		validDays: '365',
		cancelWithinDays: '7',
		currency: houses[0]?.currency ?? '',
		cashCurrency: houses[0]?.currency ?? ''
	};
	return {
		stored,
		tiers: tiers.map(({ id, name }) => ({ id, name })),
		houses: houses.map(({ code, name }) => ({ code, name }))
	};
};

export const actions: Actions = { default: (event) => saveForm(event) };
