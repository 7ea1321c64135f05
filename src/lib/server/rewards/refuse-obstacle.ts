import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { obstacleBeforePoints } from '#lib/domain/rewards/obstacle.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Reader } from '../db/database.ts';
import { listAccounts, listGrants } from '../ledger/queries.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import type { KeptFor } from './queries.ts';

/** Refused: whatever stands between a member and a reward, apart from too few points. */
export async function refuseObstacle(
	reader: Reader,
	memberId: string,
	{ reward, status, left, had }: KeptFor,
	now: Instant
): Promise<void> {
	const programme = await readProgramme(reader);
	const today = todayIn(programme, now);
	const { tiers } = versionOn(programme, today).document;
	const identity = await findIdentity(reader, memberId);
	const account = (await listAccounts(reader, [memberId])).get(memberId)?.account;
	const { tier } = heldTier(await listGrants(reader, memberId), programme, today);
	const suspended = identity?.status !== 'active';
	const verified = identity?.verified ?? false;
	const { balance = 0, debt = 0 } = account ?? {};
	const asking = { verified, suspended, tier: tier.id, had, balance, debt };
	const no = obstacleBeforePoints(asking, { reward, status, left, tiers, today });
	if (no) throw new Refusal(no.code, no.facts);
}
