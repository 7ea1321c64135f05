import { later, type PlainDate } from '#lib/domain/calendar.ts';
import type { Credit, TierGrant } from '#lib/domain/ledger/account.ts';
import { versionOn, type Programme, type ReachWay } from '#lib/domain/programme/programme.ts';
import { countingFrom } from '#lib/domain/tiers/counting-from.ts';
import type { HeldTier } from '#lib/domain/tiers/held-tier.ts';
import { nextTier, openWays, progressTo } from '#lib/domain/tiers/progress.ts';
import { windowOn } from '#lib/domain/tiers/windows.ts';
import type { NextTier } from '#lib/domain/views/home.ts';
import type { Reader } from '../db/database.ts';
import { toTierView } from './lines.ts';
import { sumCredits } from './queries.ts';

export interface Progressing {
	readonly memberId: string;
	readonly joinedOn: PlainDate;
	readonly held: HeldTier;
	/** Where counters can start anew, all of them. */
	readonly grants: readonly TierGrant[];
}

/** How far it is to the next tier, by every way that is open; undefined at the top. */
export async function readProgress(
	db: Reader,
	member: Progressing,
	programme: Programme,
	today: PlainDate
): Promise<NextTier | undefined> {
	const { joinedOn, grants } = member;
	const held = member.held.tier.id;
	const tier = nextTier(programme, member.held.rank, today);
	if (!tier) return undefined;
	const { counters } = versionOn(programme, today).document;
	const since = countingFrom(grants, programme, today);
	const credits = await readCredits(db, member, openWays(tier, held), since, today);
	const ways = progressTo(tier, credits, programme, today, joinedOn, { held, since });
	return {
		tier: toTierView(tier),
		ways: ways.map((way, at) => ({
			id: `${way.way} ${at}`,
			by: way.by,
			needs: way.needs,
			counters: way.counters.flatMap(({ credit, has, goal, currency, atMost }) => {
				const counter = counters.find(({ id }) => id === credit);
				if (!counter) return [];
				const { name, unit } = counter;
				return [
					{
						credit,
						name,
						unit,
						has,
						goal,
						...(currency && { currency }),
						...(atMost && { atMost })
					}
				];
			})
		}))
	};
}

/**
 * The credits that the ways to a tier count, as one sum per counter and window: a member may have
 * thousands. With more than two windows the third counts as the earlier of its neighbours would.
 */
async function readCredits(
	db: Reader,
	{ memberId, joinedOn }: Progressing,
	ways: readonly ReachWay[],
	anew: PlainDate | undefined,
	today: PlainDate
): Promise<Credit[]> {
	const begins = ways
		.map((way) => later(windowOn(way.window, today, joinedOn).from ?? '', anew ?? ''))
		.sort();
	const since = begins[0] ?? today;
	const recently = begins.at(-1) ?? today;
	const sums = await sumCredits(db, { memberId, since, recently, today });
	const credit = (kind: string, amount: number, countsOn: PlainDate): Credit => ({
		id: '',
		kind,
		amount,
		countsOn,
		basis: 'real',
		programmeVersion: 0
	});
	return sums.flatMap(({ kind, all, recent }) => [
		credit(kind, Number(all) - Number(recent), since),
		credit(kind, Number(recent), recently)
	]);
}
