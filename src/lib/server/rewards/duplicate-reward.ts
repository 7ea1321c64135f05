import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Text } from '#lib/domain/text.ts';
import type { Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import type { SavedReward } from './keep-revision.ts';
import { findReward } from './queries.ts';
import { saveReward } from './save-reward.ts';
import { listHouseStocks } from './correction-queries.ts';

export interface DuplicateReward {
	/** Made by the page, so that a second tap makes no second copy. */
	readonly rewardId: string;
	readonly of: string;
	/** Says in each language that it is a copy. */
	readonly mark: (name: Text) => Text;
}

/** A new draft of the same words, rules, picture and stock, all of it still to be given. Refused: `not-found`. */
export async function duplicateReward(
	db: Db,
	{ rewardId, of, mark }: DuplicateReward,
	actor: Actor,
	now: Instant
): Promise<SavedReward> {
	const kept = await findReward(db, of);
	if (!kept) throw new Refusal('not-found');
	const houses = await listHouseStocks(db, of);
	const command = {
		rewardId,
		revision: 0,
		reward: { ...kept.reward, name: mark(kept.reward.name) },
		status: 'draft',
		image: kept.image,
		stock: kept.given ?? null,
		stockByHouse: Object.fromEntries(houses.map(({ code, given }) => [code, given]))
	} as const;
	return saveReward(db, command, actor, now);
}
