import { refusalToError } from '#lib/server/http.ts';
import { readRewardForEdit } from '#lib/server/rewards/read-reward-for-edit.ts';
import { toValues } from '../reward-values.ts';
import { readChoices, saveForm } from '../save-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const kept = await readRewardForEdit(locals.db, params.id).catch(refusalToError);
	const { tiers, houses } = await readChoices(locals.db, locals.now());
	const { id, revision, reward, status, given, left, redeemed, history } = kept;
	const taken = given === undefined || left === undefined ? redeemed : given - left;
	const isSaved = url.searchParams.get('saved') === String(revision);
	return {
		stored: { ...toValues(kept), rewardId: id },
		name: reward.name,
		revision,
		status,
		taken,
		redeemed,
		history,
		isSaved,
		tiers: tiers.map(({ id, name }) => ({ id, name })),
		houses: houses.map(({ code, name }) => ({ code, name }))
	};
};

export const actions: Actions = { default: (event) => saveForm(event, event.params.id) };
