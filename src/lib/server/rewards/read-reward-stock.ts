import { Refusal } from '#lib/domain/refusal.ts';
import type { RewardStockView } from '#lib/domain/views/reward-stock.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { listStaffNames } from '../staff/name-queries.ts';
import { listProperties } from '../stays/properties.ts';
import { listCorrections, listHouseStocks } from './correction-queries.ts';
import { countCodes } from './import-code-queries.ts';
import { findReward } from './queries.ts';
import { ofHouse } from './stock-queries.ts';

const corrections_shown = 50;

/** What is left of a reward, in all and in its houses, and how the numbers were mended. Refused: `not-found`. */
export async function readRewardStock(reader: Reader, rewardId: string): Promise<RewardStockView> {
	const kept = await findReward(reader, rewardId);
	if (!kept) throw new Refusal('not-found');
	const { given, reward, left } = kept;
	const houses = await listProperties(reader);
	const numbers = await listHouseStocks(reader, rewardId);
	const corrections = await listCorrections(reader, rewardId, corrections_shown);
	const names = await listStaffNames(
		reader,
		corrections.map(({ by }) => by)
	);
	const isCodes = reward.kind === 'partner-code';
	const inAll = given === undefined || left === undefined ? undefined : { given, left };
	return {
		id: rewardId,
		name: reward.name,
		kind: reward.kind,
		stocks: [
			{ counted: inAll },
			...houses
				.filter(({ code }) => reward.properties?.includes(code) ?? true)
				.map(({ code, name }) => ({
					house: { code, name },
					counted: numbers.find((number) => number.code === code)
				}))
		],
		corrections: corrections.map(({ id, scope, givenBefore, givenAfter, why, at, by }) => ({
			...{ id, why, at, by: names.get(by) ?? by },
			house: houses.find((house) => ofHouse(house.id) === scope)?.name,
			before: givenBefore ?? undefined,
			after: givenAfter ?? undefined
		})),
		codes: isCodes ? await countCodes(reader, rewardId) : undefined,
		correctionId: newId()
	};
}
