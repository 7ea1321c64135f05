import type { PlainDate, Span } from '../calendar.ts';
import type { Credit } from '../ledger/account.ts';
import {
	versionOn,
	type Need,
	type Programme,
	type ReachWay,
	type Tier
} from '../programme/programme.ts';
import { countsIn } from './evaluate.ts';
import { amountOfNeed } from './ways.ts';
import { windowOn } from './windows.ts';

/** One way to a tier: all its counters are needed, or any one of them. */
export interface WayProgress {
	readonly way: string;
	readonly window: Span;
	/** The last day on which credits still count for it; none when they always do. */
	readonly by: PlainDate | undefined;
	readonly needs: 'all' | 'any';
	readonly counters: readonly CounterProgress[];
}

/** Amounts are the counter's own: nights, stays, points, or minor units of the programme's currency. */
export interface CounterProgress {
	readonly credit: string;
	readonly has: number;
	readonly goal: number;
	readonly left: number;
	readonly currency?: string | undefined;
	/** A counter that must not be passed. */
	readonly atMost?: boolean | undefined;
}

/** The next tier above a rank that credits lead to from there; undefined at the top. */
export function nextTier(programme: Programme, rank: number, today: PlainDate): Tier | undefined {
	const { tiers } = versionOn(programme, today).document;
	return tiers.find((tier, at) => at > rank && openWays(tier, tiers[rank]?.id).length > 0);
}

/** The ways by credits that are open to who holds a tier. */
export function openWays({ ways }: Tier, held: string | undefined): ReachWay[] {
	return ways.filter(
		(way): way is ReachWay =>
			way.kind === 'reach' && (way.after === undefined || way.after === held)
	);
}

/**
 * How far the credits are on each way to a tier, on a day. A way of "(a or b) and c" is told as two.
 *
 * @param held the tier held, where that is known: ways that are not open from it are left out
 * @param since the first day that counts, where counters started anew; see `countingFrom`
 */
export function progressTo(
	tier: Tier,
	credits: readonly Credit[],
	programme: Programme,
	today: PlainDate,
	joinedOn: PlainDate,
	{ held, since }: { readonly held?: string; readonly since?: PlainDate | undefined } = {}
): WayProgress[] {
	const { document } = versionOn(programme, today);
	return tier.ways.flatMap((way) => {
		if (way.kind !== 'reach') return [];
		if (held !== undefined && way.after !== undefined && way.after !== held) return [];
		const window = windowOn(way.window, today, joinedOn);
		const counts = countsIn(credits, way.window, today, joinedOn, since);
		const toCounter = (need: Leaf): CounterProgress => {
			const goal = amountOfNeed(need, document);
			const has = counts.get(need.credit) ?? 0;
			const counter = document.counters.find(({ id }) => id === need.credit);
			return {
				credit: need.credit,
				has,
				goal,
				left: need.kind === 'at-least' ? Math.max(goal - has, 0) : 0,
				...(counter?.unit === 'money' ? { currency: document.currency } : {}),
				...(need.kind === 'at-most' ? { atMost: true } : {})
			};
		};
		return alternatives(way.needs).map(({ needs, leaves }) => ({
			way: way.id,
			window,
			by: way.window.kind === 'rolling-months' ? undefined : window.to,
			needs,
			counters: leaves.map(toCounter)
		}));
	});
}

type Leaf = Extract<Need, { credit: string }>;

function alternatives(need: Need): { needs: 'all' | 'any'; leaves: readonly Leaf[] }[] {
	if (need.kind === 'any' && need.of.every(isLeaf)) return [{ needs: 'any', leaves: need.of }];
	return conjunctions(need).map((leaves) => ({ needs: 'all' as const, leaves }));
}

function conjunctions(need: Need): (readonly Leaf[])[] {
	if (isLeaf(need)) return [[need]];
	if (need.kind === 'any') return need.of.flatMap(conjunctions);
	return need.of.reduce<(readonly Leaf[])[]>(
		(products, part) =>
			products.flatMap((product) => conjunctions(part).map((leaves) => [...product, ...leaves])),
		[[]]
	);
}

function isLeaf(need: Need): need is Leaf {
	return need.kind === 'at-least' || need.kind === 'at-most';
}
