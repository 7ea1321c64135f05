import { leavesOf } from './check-tiers.ts';
import type { Change, Named } from './diff.ts';
import { diffLists, type Told } from './diff-lists.ts';
import type { Need, ReachWay, Tier, Version, Way } from './programme.ts';
import { same } from './same.ts';

/** Tiers by their names, bonus, and the ways to them. */
export function diffTiers(before: Version, after: Version): Change[] {
	return diffLists('tiers', before.tiers, after.tiers, (one, other) => diffTier(one, other, after));
}

function diffTier(before: Tier, after: Tier, version: Version): Told {
	const tier: Named = { id: after.id, name: after.name };
	const changes: Change[] = [];
	if (!same(before.name, after.name))
		changes.push({ code: 'tier-renamed', tier, before: before.name, after: after.name });
	if (!same(before.bonus, after.bonus))
		changes.push({ code: 'tier-bonus', tier, before: before.bonus, after: after.bonus });
	changes.push(
		...diffLists(
			'ways',
			before.ways,
			after.ways,
			(one, other) => diffWay(one, other, tier, version),
			tier
		),
		...diffLists('benefits', before.benefits ?? [], after.benefits ?? [], undefined, tier)
	);
	return { changes, said: ['name', 'bonus', 'ways', 'benefits'] };
}

function diffWay(before: Way, after: Way, tier: Named, version: Version): Told {
	const changes: Change[] = [];
	const said = ['validity'];
	if (!same(before.validity, after.validity))
		changes.push({
			code: 'tier-validity',
			tier,
			before: before.validity,
			after: after.validity
		});
	if (before.kind !== 'reach' || after.kind !== 'reach') return { changes, said };
	if (!same(before.window, after.window))
		changes.push({ code: 'tier-window', tier, before: before.window, after: after.window });
	const thresholds = diffThresholds(before, after, tier, version);
	return {
		changes: [...changes, ...(thresholds ?? [])],
		said: [...said, 'window', ...(thresholds ? ['needs'] : [])]
	};
}

/** Undefined where the needs are built differently, so that amounts cannot be laid side by side. */
function diffThresholds(
	before: ReachWay,
	after: ReachWay,
	tier: Named,
	version: Version
): Change[] | undefined {
	if (!same(shapeOf(before.needs), shapeOf(after.needs))) return undefined;
	const now = leavesOf(after.needs);
	const changes = leavesOf(before.needs).map((leaf, at) => {
		const amount = now[at]?.amount ?? leaf.amount;
		if (same(leaf.amount, amount)) return [];
		const counter = version.counters.find(({ id }) => id === leaf.credit);
		if (!counter) return undefined;
		return [
			{
				code: 'tier-threshold',
				tier,
				way: after.id,
				kind: leaf.kind,
				counter,
				currency: version.currency,
				before: leaf.amount,
				after: amount
			} as const
		];
	});
	return changes.includes(undefined) ? undefined : changes.flatMap((change) => change ?? []);
}

function shapeOf(need: Need): unknown {
	return need.kind === 'all' || need.kind === 'any'
		? { kind: need.kind, of: need.of.map(shapeOf) }
		: { kind: need.kind, credit: need.credit };
}
