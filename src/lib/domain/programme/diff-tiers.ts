import { leavesOf } from './needs.ts';
import { naming, type Change, type Named, type Names } from './diff-change.ts';
import { diffLists, type Told } from './diff-lists.ts';
import { diffWhole } from './diff-rules.ts';
import type { Need, Tier, Version, Way } from './programme.ts';
import { same } from './same.ts';

/** Tiers by their names, bonus, the ways to them, and what keeps them. */
export function diffTiers(before: Version, after: Version, names: Names): Change[] {
	return diffLists({ part: 'tiers', pointer: '/tiers' }, before.tiers, after.tiers, {
		changed: (one, other, pointer) => diffTier(one, other, pointer, names)
	});
}

function diffTier(before: Tier, after: Tier, pointer: string, names: Names): Told {
	const tier: Named = { id: after.id, name: after.name };
	const changes: Change[] = [];
	if (!same(before.name, after.name))
		changes.push({
			code: 'tier-renamed',
			pointer: `${pointer}/name`,
			tier,
			before: before.name,
			after: after.name
		});
	if (!same(before.bonus, after.bonus))
		changes.push({
			code: 'tier-bonus',
			pointer: `${pointer}/bonus`,
			tier,
			before: before.bonus,
			after: after.bonus
		});
	changes.push(...diffWays(before.ways, after.ways, `${pointer}/ways`, tier, names));
	if (!same(before.keep, after.keep))
		changes.push({
			code: 'tier-keep',
			pointer: `${pointer}/keep`,
			tier,
			before: before.keep ?? null,
			after: after.keep ?? null,
			names
		});
	const place = { part: 'benefits', pointer: `${pointer}/benefits`, of: tier } as const;
	changes.push(...diffLists(place, before.benefits ?? [], after.benefits ?? []));
	return { changes, said: ['name', 'bonus', 'ways', 'keep', 'benefits'] };
}

/** A way is told by what is other in it where amounts can be laid side by side, else whole. */
function diffWays(
	before: readonly Way[],
	after: readonly Way[],
	pointer: string,
	tier: Named,
	names: Names
): Change[] {
	const changes = diffWhole('ways', pointer, before, after, names, tier);
	return changes.flatMap((change): Change[] => {
		if (change.code !== 'rule' || change.part !== 'ways') return [change];
		const { before: was, after: is } = change;
		return (was && is && diffWay(was, is, change.pointer, tier, names)) ?? [change];
	});
}

/** Undefined where the two are built differently. */
function diffWay(
	before: Way,
	after: Way,
	pointer: string,
	tier: Named,
	names: Names
): Change[] | undefined {
	if (!same(frameOf(before), frameOf(after))) return undefined;
	const changes: Change[] = [];
	if (!same(before.validity, after.validity))
		changes.push({
			code: 'tier-validity',
			pointer: `${pointer}/validity`,
			tier,
			before: before.validity,
			after: after.validity
		});
	if (before.kind === 'reach' && after.kind === 'reach' && !same(before.window, after.window))
		changes.push({
			code: 'tier-window',
			pointer: `${pointer}/window`,
			tier,
			before: before.window,
			after: after.window
		});
	if (!('needs' in before && 'needs' in after)) return changes;
	const now = leavesOf(after.needs);
	for (const [at, leaf] of leavesOf(before.needs).entries()) {
		const amount = now[at]?.amount ?? leaf.amount;
		if (same(leaf.amount, amount)) continue;
		const counter = names.counters.find(({ id }) => id === leaf.credit);
		if (!counter) return undefined;
		changes.push({
			code: 'tier-threshold',
			pointer: `${pointer}/needs`,
			tier,
			way: after.id,
			kind: leaf.kind,
			counter,
			currency: names.currency,
			before: leaf.amount,
			after: amount
		});
	}
	return changes;
}

/** What must be the same in two ways for their amounts, windows and validities to be compared. */
function frameOf(way: Way): unknown {
	if (!('needs' in way)) return { kind: way.kind };
	const { kind, needs } = way;
	const shape = shapeOf(needs);
	return kind === 'challenge' ? { kind, shape, days: way.days } : { kind, shape, after: way.after };
}

function shapeOf(need: Need): unknown {
	return need.kind === 'all' || need.kind === 'any'
		? { kind: need.kind, of: need.of.map(shapeOf) }
		: { kind: need.kind, credit: need.credit };
}

/** What either version calls by id, the newer one first. */
export function namesOf(before: Version, after: Version): Names {
	const both = <Item extends { readonly id: string }>(
		now: readonly Item[],
		was: readonly Item[]
	) => [...now, ...was.filter(({ id }) => !now.some((one) => one.id === id))];
	return {
		currency: after.currency,
		counters: both(after.counters, before.counters),
		tiers: both(after.tiers, before.tiers).map(naming)
	};
}
