import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Trx } from '../db/database.ts';
import { countDay, lockStocks, ofDay, ofHouse, takeFrom, total } from './stock-queries.ts';
import { tellLow } from './tell-low.ts';

export interface Item {
	readonly rewardId: string;
	readonly reward: Pick<Reward, 'name' | 'lowStock' | 'perDay'>;
	readonly propertyId?: string | undefined;
	readonly useOn?: PlainDate | undefined;
}

/**
 * Takes one from every stock that counts: in all, of the house, of its day; managers are told of what runs
 * low by it. The scopes it took from.
 * Refused: `out-of-stock` (`property`, its id, where only that house has none), `day-full` (`useOn`).
 */
export async function takeStock(
	trx: Trx,
	{ rewardId, reward, propertyId, useOn }: Item,
	now: Instant
): Promise<readonly string[]> {
	const held = await lockStocks(
		trx,
		rewardId,
		propertyId === undefined ? [total] : [total, ofHouse(propertyId)]
	);
	const scopes = held.filter(({ given }) => given !== null).map(({ scope }) => scope);
	const day =
		reward.perDay === undefined || propertyId === undefined || useOn === undefined
			? undefined
			: ofDay(propertyId, useOn);
	if (day !== undefined) {
		await countDay(trx, rewardId, day, reward.perDay ?? 0);
		scopes.push(day);
	}
	if (scopes.length === 0) return [];
	const taken = await takeFrom(trx, rewardId, scopes);
	const missing = scopes.find((scope) => !taken.has(scope));
	if (missing === undefined) {
		for (const [scope, left] of taken)
			if (scope !== day) {
				const house = scope === total ? undefined : propertyId;
				await tellLow(trx, { rewardId, reward, propertyId: house, left }, now);
			}
		return scopes;
	}
	if (missing === day) throw new Refusal('day-full', { useOn: useOn ?? '' });
	throw new Refusal('out-of-stock', missing === total ? {} : { property: propertyId ?? '' });
}
