import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { voucherDates } from '#lib/domain/rewards/dates.ts';
import { givenAtDesk } from '#lib/domain/rewards/reward.ts';
import type { DeskReward } from '#lib/domain/views/desk-request.ts';
import type { Reader } from '../db/database.ts';
import { housesOf } from '../guests/reward-houses.ts';
import { readLooking, toRewardLine } from '../guests/reward-lines.ts';
import { offersOf } from '../guests/reward-offers.ts';
import { newId } from '../ids.ts';
import type { Identity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listGoneAt } from '../rewards/gone-queries.ts';
import { listOfferedFor } from '../rewards/queries.ts';
import { ofDay, ofHouse } from '../rewards/stock-queries.ts';
import { givesOf } from '../rewards/voucher-lines.ts';
import type { Property } from '../stays/properties.ts';

/** What a member can have for points at the desk of a house now; what a bill needs is `readPay`. */
export async function listRewardsHere(
	reader: Reader,
	{ memberId, verified }: Pick<Identity, 'memberId' | 'verified'>,
	property: Property,
	now: Instant
): Promise<DeskReward[]> {
	const programme = await readProgramme(reader);
	const today = todayIn(programme, now);
	const { document } = versionOn(programme, today);
	const looking = await readLooking(reader, memberId, verified, programme, today);
	const gone = await listGoneAt(reader, {
		house: ofHouse(property.id),
		days: ofDay(property.id, '%')
	});
	return (await listOfferedFor(reader, memberId)).flatMap((kept) => {
		const { id, reward } = kept;
		const { because, tier } = toRewardLine(kept, looking);
		if (because || givenAtDesk.includes(reward.kind)) return [];
		const scopes = gone.filter((one) => one.reward_id === id).map(({ scope }) => scope);
		const [here] = housesOf(reward, [property], scopes, { now, today });
		if (!here || (reward.asks && here.earliest === undefined)) return [];
		return [
			{
				...givesOf({ reward, amount: undefined, nights: undefined }),
				...{ id, name: reward.name, tier },
				offers: offersOf(reward, looking, document).filter(({ short }) => short === undefined),
				days:
					reward.asks === 'date' && here.earliest !== undefined
						? { from: here.earliest, to: voucherDates(reward, today).validTo, full: here.full }
						: undefined,
				waits: reward.confirm !== undefined,
				askId: newId()
			}
		];
	});
}
