import { addDays, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { redeemReward } from '../rewards/redeem-reward.ts';
import type { Demo } from './generate.ts';
import type { Life } from './live-week.ts';
import { moreRewards, roomWithView } from './more-rewards.ts';

const most = 5;
const asked_most = 60;

/** Better rooms that wait for the word of each house, so that its desk has something to answer. */
export async function bookAhead(
	{ db, idOf, houseOf }: Life,
	{ members }: Demo,
	today: PlainDate,
	now: Instant
): Promise<void> {
	const points = moreRewards.find(({ id }) => id === roomWithView)?.reward.points ?? 0;
	const houses = [...houseOf.keys()];
	let booked = 0;
	for (const [at, { number }] of members.slice(0, asked_most).entries()) {
		if (booked === most) return;
		const memberId = idOf.get(number) ?? '';
		const id = `01980000-0000-7000-8000-0000000030${String(at).padStart(2, '0')}`;
		const useOn = addDays(today, 3 + 2 * booked);
		const choice = { property: houses[booked % houses.length], useOn };
		const command = { source: 'app', id, memberId, rewardId: roomWithView, points, choice };
		// Who has too few points has none; over New Year nobody has.
		await redeemReward(db, command, now).then(
			() => (booked += 1),
			(thrown: unknown) => {
				if (!(thrown instanceof Refusal)) throw thrown;
			}
		);
	}
}
