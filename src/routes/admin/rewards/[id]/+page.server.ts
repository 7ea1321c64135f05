import { newId } from '#lib/server/ids.ts';
import { refusalToError } from '#lib/server/http.ts';
import { listHouseStocks } from '#lib/server/rewards/correction-queries.ts';
import { readRewardForEdit } from '#lib/server/rewards/read-reward-for-edit.ts';
import { copyAct, statusAct } from '../acts.server.ts';
import { toValues } from '../reward-values.ts';
import { readChoices, saveForm } from '../save-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const kept = await readRewardForEdit(locals.db, params.id).catch(refusalToError);
	const { tiers, houses } = await readChoices(locals.db, locals.now());
	const { id, revision, reward, status, redeemed, history } = kept;
	const numbers = await listHouseStocks(locals.db, id);
	const givenByHouse = Object.fromEntries(numbers.map(({ code, given }) => [code, given]));
	return {
		id,
		copyId: newId(),
		stored: { ...toValues({ ...kept, givenByHouse }), rewardId: id },
		name: reward.name,
		kind: reward.kind,
		revision,
		status,
		redeemed,
		history,
		isSaved: url.searchParams.get('saved') === String(revision),
		isCopy: url.searchParams.has('copied') && revision === 1,
		tiers: tiers.map(({ id, name }) => ({ id, name })),
		houses: houses.map(({ code, name }) => ({ code, name }))
	};
};

export const actions: Actions = {
	save: (event) => saveForm(event, event.params.id),
	status: statusAct,
	copy: copyAct
};
