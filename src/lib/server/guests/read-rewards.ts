import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { RewardsView } from '#lib/domain/views/rewards.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listOfferedFor } from '../rewards/queries.ts';
import { countOpenRedemptions } from '../rewards/redemption-queries.ts';
import { readLooking, toRewardLine } from './reward-lines.ts';

/** What the hotel offers today, the least points first, each with what is missing or why not. */
export async function readRewards(
	db: Reader,
	memberId: string,
	verified: boolean,
	now: Instant
): Promise<RewardsView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const looking = await readLooking(db, memberId, verified, programme, today);
	const offered = await listOfferedFor(db, memberId);
	const lines = offered.map((kept) => toRewardLine(kept, looking));
	return {
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		balance: looking.asking.balance,
		verified,
		// What is not on offer on this day is not shown; by a link its page still says so.
		rewards: lines
			.filter(({ because }) => because?.code !== 'reward-not-on-offer')
			.sort((one, other) => one.price - other.price),
		openVouchers: await countOpenRedemptions(db, memberId, today)
	};
}
