import { addDays, type PlainDate } from '../calendar.ts';
import { versionOn, type PublishedVersion, type Tier } from '../programme/programme.ts';
import { firstDay } from './first-day.ts';
import { rankOf, simplyEnds } from './held-tier.ts';
import { landsBelow, ownOn, type Hold } from './holds.ts';
import { endsNoEarlier, type Expected } from './reached.ts';
import type { Walk } from './walk.ts';
import { meets } from './ways.ts';
import { keepWindowOn, tierValidTo } from './windows.ts';

/**
 * Reviews the tiers that ended on the day before, by the rules of their last day: kept for a further
 * validity, or fallen. That it fell is noted by a grant of the next lower tier, or, where what else is
 * held says what comes, of the floor: so that a review is known to have been done.
 */
export function* reviewTiers(walk: Walk, day: PlainDate): Generator<Expected> {
	const last = addDays(day, -1);
	const ended = walk.holds.filter(({ validTo, kind }) => validTo === last && !simplyEnds(kind));
	const version = versionOn(walk.programme, last);
	const { tiers } = version.document;
	const { since } = walk;
	for (const tier of tiers.toReversed()) {
		const own = ended.filter((held) => held.tier === tier.id);
		const { keep } = tier;
		if (!keep || own.length === 0) continue;
		// Read anew for each: what is kept or lands may be what the next one asks for.
		const now = ownOn(walk.holds, day);
		if (now.some((held) => held.tier === tier.id)) continue;
		if (now.some((held) => isAbove(held, tier, version) && landsBelow(held, walk.programme)))
			continue;
		yield reviewed({ ...walk, since }, { ...tier, keep }, own, now, version, day);
	}
}

function reviewed(
	{ tally, joinedOn, since }: Walk,
	tier: Tier & Required<Pick<Tier, 'keep'>>,
	own: readonly Hold[],
	now: readonly Hold[],
	version: PublishedVersion,
	day: PlainDate
): Expected {
	const { keep } = tier;
	const { document, number: programmeVersion } = version;
	const span = keepWindowOn(keep.window, addDays(day, -1), joinedOn);
	const window = { from: firstDay(span.from, since), to: span.to };
	const counts = tally.within(window);
	const credits = Object.fromEntries(counts);
	const common = { way: tier.id, from: day, window, credits, programmeVersion };
	if (meets(counts, keep.needs, document)) {
		const validTo = tierValidTo(keep.validity, day, joinedOn);
		return { ...common, kind: 'kept', tier: tier.id, validTo };
	}
	const [floor] = document.tiers;
	const lower = document.tiers[rankOf(document, tier.id) - 1] ?? floor;
	const bought = own.every(({ kind }) => kind === 'card');
	if (keep.otherwise.kind === 'one-down' && !bought && lower !== floor) {
		const validTo = tierValidTo(keep.otherwise.validity, day, joinedOn);
		const rank = rankOf(document, lower.id);
		const isHeld = now.some(
			(held) => rankOf(document, held.tier) >= rank && endsNoEarlier(held.validTo, validTo)
		);
		if (!isHeld) return { ...common, kind: 'fallen', tier: lower.id, validTo };
	}
	return { ...common, kind: 'fallen', tier: floor.id, validTo: day };
}

function isAbove(held: Hold, tier: Tier, { document }: PublishedVersion): boolean {
	return rankOf(document, held.tier) > rankOf(document, tier.id);
}
