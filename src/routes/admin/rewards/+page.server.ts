import { listState, readList } from '#lib/server/lists.ts';
import { listRewards, rewardList } from '#lib/server/rewards/list-rewards.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = readList(url, rewardList);
	const { rewards, total } = await listRewards(locals.db, asked);
	return { rewards, list: listState(asked, total) };
};
