import { say } from '../text.ts';
import { leavesOf } from './needs.ts';
import type { Problem } from './problem.ts';
import type { Need, ReachWay, Tier, Version } from './programme.ts';

/** Thresholds that fall from a tier to a higher one, and tiers that a higher one swallows. */
export function checkOrder(version: Version, pointer: string): Problem[] {
	const problems: Problem[] = [];
	for (const [at, higher] of version.tiers.entries()) {
		for (const lower of version.tiers.slice(1, at)) {
			const fallen = falling(lower, higher, version);
			if (fallen)
				problems.push({
					pointer: `${pointer}/${at}/ways/${fallen.way}/needs`,
					message:
						`falls: ${say(higher.name, 'en')} needs ${fallen.high} ${fallen.credit}, ` +
						`${say(lower.name, 'en')} below it needs ${fallen.low}`
				});
			else if (swallows(lower, higher))
				problems.push({
					pointer: `${pointer}/${version.tiers.indexOf(lower)}/ways`,
					message:
						`can never be held: whoever reaches ${say(lower.name, 'en')} ` +
						`has reached ${say(higher.name, 'en')}`
				});
		}
	}
	return problems;
}

function falling(lower: Tier, higher: Tier, version: Version) {
	for (const [way, high] of higher.ways.entries()) {
		// Open only after another tier: it may count anew, and ask for less.
		if (high.kind !== 'reach' || high.after !== undefined) continue;
		for (const leaf of leavesOf(high.needs)) {
			if (leaf.kind !== 'at-least') continue;
			const lows = lower.ways
				.filter((low): low is ReachWay => low.kind === 'reach' && sameWindow(low, high))
				.flatMap((low) => leavesOf(low.needs))
				.filter((low) => low.kind === 'at-least' && low.credit === leaf.credit)
				.map((low) => Number(low.amount));
			const low = Math.min(...lows);
			if (lows.length > 0 && Number(leaf.amount) < low) {
				const unit = version.counters.find(({ id }) => id === leaf.credit)?.unit;
				const credit = unit === 'money' ? version.currency : leaf.credit;
				return { way, credit, high: Number(leaf.amount), low };
			}
		}
	}
	return undefined;
}

/** Whether every way to the lower tier always meets a way to the higher one. */
function swallows(lower: Tier, higher: Tier): boolean {
	return lower.ways.every(
		(low) =>
			low.kind === 'reach' &&
			higher.ways.some(
				(high) =>
					high.kind === 'reach' &&
					high.after === undefined &&
					sameWindow(low, high) &&
					leastOf(low.needs).every((least) => metBy(least, high.needs))
			)
	);
}

type Bounds = ReadonlyMap<string, { readonly least: number; readonly most: number }>;

/** The weakest counts that meet a need, one for each of its alternatives. */
function leastOf(need: Need): Bounds[] {
	switch (need.kind) {
		case 'at-least':
			return [new Map([[need.credit, { least: Number(need.amount), most: Infinity }]])];
		case 'at-most':
			return [new Map([[need.credit, { least: 0, most: Number(need.amount) }]])];
		case 'any':
			return need.of.flatMap(leastOf);
		case 'all':
			return need.of.reduce<Bounds[]>(
				(all, part) => all.flatMap((one) => leastOf(part).map((other) => both(one, other))),
				[new Map()]
			);
	}
}

function both(one: Bounds, other: Bounds): Bounds {
	const joined = new Map(one);
	for (const [credit, { least, most }] of other) {
		const known = joined.get(credit) ?? { least: 0, most: Infinity };
		joined.set(credit, { least: Math.max(known.least, least), most: Math.min(known.most, most) });
	}
	return joined;
}

function metBy(bounds: Bounds, need: Need): boolean {
	switch (need.kind) {
		case 'at-least':
			return (bounds.get(need.credit)?.least ?? 0) >= Number(need.amount);
		case 'at-most':
			return (bounds.get(need.credit)?.most ?? Infinity) <= Number(need.amount);
		case 'all':
			return need.of.every((part) => metBy(bounds, part));
		case 'any':
			return need.of.some((part) => metBy(bounds, part));
	}
}

function sameWindow(one: ReachWay, other: ReachWay): boolean {
	return JSON.stringify(one.window) === JSON.stringify(other.window);
}
