import { isDeepStrictEqual } from 'node:util';
import type { PlainDate } from '../../src/lib/domain/calendar.ts';
import { versionOn, type Programme } from '../../src/lib/domain/programme/programme.ts';
import { heldTier } from '../../src/lib/domain/tiers/held-tier.ts';
import type { Db } from '../../src/lib/server/db/database.ts';
import { listGrantsOf } from '../../src/lib/server/ledger/queries.ts';
import type { DryRun } from '../../src/lib/server/replay/dry-run.ts';
import { listGuestsAfter } from '../../src/lib/server/stays/past-queries.ts';

/** The points of all members together. */
export async function balanceOfAll(db: Db): Promise<number> {
	const { sum } = await db
		.selectFrom('account')
		.select(({ fn }) => fn.sum('balance').as('sum'))
		.executeTakeFirstOrThrow();
	return Number(sum ?? 0);
}

/** The replay starts from nothing and ends where the ledger is. */
export async function agrees(db: Db, given: DryRun, tiers: TierCounts): Promise<boolean> {
	const kinds = await db
		.selectFrom('entry')
		.select(({ fn }) => ['kind', fn.countAll().as('count'), fn.sum('points').as('points')] as const)
		.groupBy('kind')
		.execute();
	const points: Readonly<Record<string, number>> = given.points;
	const entries = kinds.reduce((sum, { count }) => sum + Number(count), 0);
	const milestones = await db
		.selectFrom('milestone_grant')
		.select(({ fn }) => fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return (
		entries === given.entries &&
		kinds.every((sum) => Number(sum.points) === points[sum.kind]) &&
		(await balanceOfAll(db)) === given.balance &&
		Number(milestones.count) === given.milestones &&
		isDeepStrictEqual(tiers, given.tiers)
	);
}

export type TierCounts = Readonly<Record<string, number>>;

/** How many of those who have a stay hold which tier on a day. */
export async function tiersOn(db: Db, programme: Programme, day: PlainDate): Promise<TierCounts> {
	const { tiers } = versionOn(programme, day).document;
	const counts = Object.fromEntries(tiers.map(({ id }) => [id, 0]));
	for (let guests: string[] = []; ;) {
		guests = await listGuestsAfter(db, guests.at(-1) ?? '', 500);
		if (guests.length === 0) return counts;
		const grants = await listGrantsOf(db, guests);
		for (const guest of guests) {
			const { id } = heldTier(grants.get(guest) ?? [], programme, day).tier;
			counts[id] = (counts[id] ?? 0) + 1;
		}
	}
}
