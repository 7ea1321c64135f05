import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { RewardFilter, RewardsView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listGoneHouses } from '../rewards/gone-queries.ts';
import { listOfferedFor } from '../rewards/queries.ts';
import { countOpenRedemptions } from '../rewards/redemption-queries.ts';
import { listProperties } from '../stays/properties.ts';
import { withoutHouses } from './reward-houses.ts';
import { readLooking, toRewardLine } from './reward-lines.ts';

/** What the hotel offers today, the least points first, each with what is missing or why not. */
export async function readRewards(
	db: Reader,
	memberId: string,
	verified: boolean,
	now: Instant,
	{ house, within }: RewardFilter = { within: false }
): Promise<RewardsView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const looking = await readLooking(db, memberId, verified, programme, today);
	const { balance } = looking.asking;
	const houses = await listProperties(db);
	const chosen = houses.some(({ code }) => code === house) ? house : undefined;
	const all = await listOfferedFor(db, memberId);
	const asking = all.filter(({ reward }) => reward.asks).map(({ id }) => id);
	const gone = Map.groupBy(await listGoneHouses(db, asking), (row) => row.reward_id);
	const offered = all
		.map((kept) => {
			const scopes = (gone.get(kept.id) ?? []).map(({ scope }) => scope);
			return { kept, line: toRewardLine(withoutHouses(kept, houses, scopes), looking) };
		})
		// What is not on offer on this day is not shown; by a link its page still says so.
		.filter(({ line }) => line.because?.code !== 'reward-not-on-offer');
	const isThere = (codes: readonly string[] | undefined) =>
		chosen === undefined || !codes || codes.includes(chosen);
	return {
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		balance,
		verified,
		rewards: offered
			.filter(({ kept }) => isThere(kept.reward.properties))
			.map(({ line }) => line)
			.filter(({ least }) => !within || least <= balance)
			.sort((one, other) => one.price - other.price),
		offered: offered.length,
		filter: { house: chosen, within },
		houses: houses.map(({ code, name }) => ({ code, name })),
		openVouchers: await countOpenRedemptions(db, memberId, today)
	};
}
