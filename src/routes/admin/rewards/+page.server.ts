import { newId } from '#lib/server/ids.ts';
import { listState, readList } from '#lib/server/lists.ts';
import { findProgramme, todayIn } from '#lib/server/programme/read-programme.ts';
import { listRewards, rewardList } from '#lib/server/rewards/list-rewards.ts';
import { copyAct, statusAct } from './acts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = readList(url, rewardList);
	const programme = await findProgramme(locals.db);
	const today = programme ? todayIn(programme, locals.now()) : locals.now().slice(0, 10);
	const { rewards, total, low } = await listRewards(locals.db, asked, today);
	return {
		rewards: rewards.map((line) => ({ ...line, copyId: newId() })),
		list: listState(asked, total),
		low
	};
};

export const actions: Actions = { status: statusAct, copy: copyAct };
