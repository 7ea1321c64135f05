import type { Instant } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { ofHouse, total } from './stock-queries.ts';
import type { StockCorrectionTable } from '../db/tables.ts';
import { insertRows } from '../db/statement.ts';
import { listProperties } from '../stays/properties.ts';

export interface HouseStock {
	readonly code: string;
	readonly given: number;
	readonly left: number;
}

/** The houses that have a number of their own. */
export async function listHouseStocks(reader: Reader, rewardId: string): Promise<HouseStock[]> {
	const houses = await listProperties(reader);
	const rows = await reader
		.selectFrom('reward_stock')
		.select(['scope', 'given', 'items_left'])
		.where('reward_id', '=', rewardId)
		.where('scope', 'in', [total, ...houses.map(({ id }) => ofHouse(id))])
		.execute();
	return houses.flatMap(({ id, code }) => {
		const row = rows.find(({ scope }) => scope === ofHouse(id));
		if (row?.given == null || row.items_left == null) return [];
		return [{ code, given: row.given, left: row.items_left }];
	});
}

/** Holds the reward to the end of the transaction; false where there is none. */
export async function lockReward(trx: Trx, rewardId: string): Promise<boolean> {
	const row = await trx
		.updateTable('reward')
		.set((reward) => ({ revision: reward.ref('revision') }))
		.where('id', '=', rewardId)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export interface Correction {
	readonly id: string;
	readonly rewardId: string;
	readonly scope: string;
	/** Null: it is no longer counted. */
	readonly change: number | null;
	readonly givenBefore: number | null;
	readonly givenAfter: number | null;
	readonly why: string;
	readonly at: Instant;
	readonly by: string;
}

export async function findCorrection(reader: Reader, id: string): Promise<Correction | undefined> {
	const row = await reader
		.selectFrom('stock_correction')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirst();
	return row && toCorrection(row);
}

export async function insertCorrection(trx: Trx, made: Correction): Promise<void> {
	await insertRows(trx, 'stock_correction', [
		{
			id: made.id,
			reward_id: made.rewardId,
			scope: made.scope,
			change: made.change,
			given_before: made.givenBefore,
			given_after: made.givenAfter,
			why: made.why,
			recorded_at: made.at,
			recorded_by: made.by
		}
	]);
}

/** The newest first. */
export async function listCorrections(
	reader: Reader,
	rewardId: string,
	limit: number
): Promise<Correction[]> {
	const rows = await reader
		.selectFrom('stock_correction')
		.selectAll()
		.where('reward_id', '=', rewardId)
		.orderBy('recorded_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
	return rows.map(toCorrection);
}

function toCorrection(row: StockCorrectionTable): Correction {
	return {
		id: row.id,
		rewardId: row.reward_id,
		scope: row.scope,
		change: row.change,
		givenBefore: row.given_before,
		givenAfter: row.given_after,
		why: row.why,
		at: row.recorded_at,
		by: row.recorded_by
	};
}
