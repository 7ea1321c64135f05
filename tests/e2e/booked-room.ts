import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward } from '#lib/server/rewards/save-reward.ts';

/** A better room for a day, as the guest booked it; until when the hotel has to answer. */
export async function book(
	db: Db,
	memberId: string,
	useOn: string
): Promise<{ id: string; rewardId: string; to: string }> {
	const now = new Date().toISOString();
	const rewardId = newId();
	await saveReward(
		db,
		{
			rewardId,
			revision: 0,
			reward: {
				kind: 'room-upgrade',
				name: { en: `The tower room ${rewardId.slice(-6)}`, 'zh-CN': '塔楼客房' },
				description: { en: 'Above the roofs.' },
				points: 400,
				validDays: 90,
				properties: ['CITY'],
				room: { en: 'The tower room', 'zh-CN': '塔楼客房' },
				asks: 'date',
				confirm: { daysBefore: 1, by: '18:00' }
			},
			status: 'offered',
			stock: null
		},
		{ kind: 'system', id: 'test' },
		now
	);
	const id = newId();
	const choice = { property: 'CITY', useOn };
	await redeemReward(db, { source: 'app', id, memberId, rewardId, points: 400, choice }, now);
	const row = db.selectFrom('redemption').select('confirm_to').where('id', '=', id);
	return { id, rewardId, to: (await row.executeTakeFirstOrThrow()).confirm_to ?? '' };
}
