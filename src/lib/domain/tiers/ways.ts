import { parseAmount } from '../money.ts';
import type { Need, Programme, ReachWay, Version, Window } from '../programme/programme.ts';

/** Sums of credits by counter. */
export type Counts = ReadonlyMap<string, number>;

/** The amount of a need in the counter's own units (minor units for money). */
export function amountOfNeed(need: Extract<Need, { credit: string }>, version: Version): number {
	const counter = version.counters.find(({ id }) => id === need.credit);
	const amount =
		counter?.unit === 'money' ? parseAmount(need.amount, version.currency) : Number(need.amount);
	if (amount === undefined) throw new Error(`no amount of ${version.currency}: ${need.amount}`);
	return amount;
}

/** Whether counts meet a need; a counter without credits is 0. */
export function meets(counts: Counts, need: Need, version: Version): boolean {
	return compiledNeed(need, version)(counts);
}

export interface WayOfTier {
	readonly tier: string;
	/** The same in every version that says the same of it. */
	readonly key: string;
	readonly way: ReachWay;
	readonly met: (counts: Counts) => boolean;
}

const waysByVersion = new WeakMap<Version, Map<string, WayOfTier[]>>();

/** The ways of a version that count in a window, lowest tier first. */
export function waysOf(version: Version, window: Window): readonly WayOfTier[] {
	let ways = waysByVersion.get(version);
	if (!ways) {
		ways = new Map();
		for (const tier of version.tiers)
			for (const way of tier.ways) {
				if (way.kind !== 'reach') continue;
				const key = keyOf(way.window);
				const list = ways.get(key) ?? [];
				list.push({
					tier: tier.id,
					key: `${tier.id} ${JSON.stringify(way)}`,
					way,
					met: compiledNeed(way.needs, version)
				});
				ways.set(key, list);
			}
		waysByVersion.set(version, ways);
	}
	return ways.get(keyOf(window)) ?? [];
}

const windowsByProgramme = new WeakMap<Programme, readonly Window[]>();

/** Every kind of window that a way of any version counts in. */
export function windowsOf(programme: Programme): readonly Window[] {
	const known = windowsByProgramme.get(programme);
	if (known) return known;
	const windows = new Map<string, Window>();
	for (const { document } of programme)
		for (const tier of document.tiers)
			for (const way of tier.ways)
				if (way.kind === 'reach') windows.set(keyOf(way.window), way.window);
	const list = [...windows.values()];
	windowsByProgramme.set(programme, list);
	return list;
}

function keyOf(window: Window): string {
	return window.kind === 'rolling-months' ? `${window.kind} ${window.months}` : window.kind;
}

function compiledNeed(need: Need, version: Version): (counts: Counts) => boolean {
	switch (need.kind) {
		case 'at-least': {
			const { credit } = need;
			const amount = amountOfNeed(need, version);
			return (counts) => (counts.get(credit) ?? 0) >= amount;
		}
		case 'at-most': {
			const { credit } = need;
			const amount = amountOfNeed(need, version);
			return (counts) => (counts.get(credit) ?? 0) <= amount;
		}
		case 'all': {
			const parts = need.of.map((part) => compiledNeed(part, version));
			return (counts) => parts.every((part) => part(counts));
		}
		case 'any': {
			const parts = need.of.map((part) => compiledNeed(part, version));
			return (counts) => parts.some((part) => part(counts));
		}
	}
}
