import { addDays, earlier, lastDayOf, startOfYear, yearOf, type PlainDate } from '../calendar.ts';
import type { Credit, NewId, TierGrant } from '../ledger/account.ts';
import {
	versionOn,
	type Need,
	type Programme,
	type PublishedVersion,
	type RollOver,
	type Tier
} from '../programme/programme.ts';
import { rankOf } from './held-tier.ts';
import { rankEarned } from './rank-earned.ts';
import { Tally } from './tally.ts';
import { amountOfNeed, meets, type Counts } from './ways.ts';

/** What the end of a calendar year makes, with the day on which it counts. */
interface Made {
	readonly kind: string;
	readonly amount: number;
	readonly countsOn: PlainDate;
	readonly basis: Credit['basis'];
	readonly cause: 'roll-over' | 'tier-years';
	readonly programmeVersion: number;
}

/**
 * The credits that bring what closed calendar years gave in line with what they give: nights rolled
 * into the next year, years for which a tier was held. What a late stay changes is added as a
 * difference, on the same day. Years are closed in their order, since one can depend on the one before.
 *
 * @param given the standing grants that do not follow from credits
 * @param before years that end before this day are closed
 */
export function closeYears(
	credits: readonly Credit[],
	given: readonly TierGrant[],
	programme: Programme,
	joinedOn: PlainDate,
	before: PlainDate,
	newId: NewId
): Credit[] {
	const days = [...credits.map(({ countsOn }) => countsOn), ...given.map(({ from }) => from)];
	const first = days.reduce((one, other) => earlier(one, other), before);
	let all = credits;
	const added: Credit[] = [];
	for (let year = yearOf(first); year < yearOf(before); year += 1) {
		const end = lastDayOf(year, 12);
		const made = [
			...rolledFrom(all, programme, end),
			...yearsOf(all, given, programme, joinedOn, end)
		];
		const differences = differ(all, made, end, newId);
		added.push(...differences);
		all = [...all, ...differences];
	}
	return added;
}

/** Whether a credit was made by the end of a year. */
export function isOfClosing({ cause }: Pick<Credit, 'cause'>): boolean {
	return cause === 'roll-over' || cause === 'tier-years';
}

/** Real credits above what the tier reached in the year asks for, on the first day of the next. */
function rolledFrom(all: readonly Credit[], programme: Programme, end: PlainDate): Made[] {
	const version = versionOn(programme, end);
	const rules = (version.document.rollOver ?? []).filter(
		({ years }) => !years || years.includes(yearOf(end))
	);
	if (rules.length === 0) return [];
	const inYear = all.filter(({ countsOn }) => countsOn >= startOfYear(end) && countsOn <= end);
	const counts = new Tally(inYear).within({ from: undefined, to: end });
	const tier = reachedBy(counts, version);
	if (!tier) return [];
	return rules.flatMap((rule) => {
		const real = inYear.filter(({ kind, basis }) => kind === rule.credit && basis === 'real');
		const amount =
			real.reduce((sum, credit) => sum + credit.amount, 0) - thresholdOf(tier, rule, version);
		if (amount <= 0) return [];
		return [
			{
				kind: rule.credit,
				amount,
				countsOn: addDays(end, 1),
				basis: 'rolled',
				cause: 'roll-over',
				programmeVersion: version.number
			}
		];
	});
}

function reachedBy(counts: Counts, { document }: PublishedVersion): Tier | undefined {
	return document.tiers.findLast(({ ways }) =>
		ways.some(
			(way) =>
				way.kind === 'reach' &&
				way.window.kind !== 'membership' &&
				meets(counts, way.needs, document)
		)
	);
}

/** The least that the tier asks of a counter; more than anybody has where it asks nothing, or is too low. */
function thresholdOf(
	tier: Tier,
	{ credit, tierMin }: RollOver,
	{ document }: PublishedVersion
): number {
	if (tierMin !== undefined && rankOf(document, tier.id) < rankOf(document, tierMin))
		return Infinity;
	const amounts = tier.ways.flatMap((way) =>
		way.kind === 'reach' && way.window.kind !== 'membership'
			? leastOf(way.needs).filter((need) => need.credit === credit)
			: []
	);
	return Math.min(...amounts.map((need) => amountOfNeed(need, document)));
}

function leastOf(need: Need): Extract<Need, { kind: 'at-least' }>[] {
	if (need.kind === 'at-least') return [need];
	return need.kind === 'at-most' ? [] : need.of.flatMap(leastOf);
}

/** One credit for a year at whose end the tier or a higher one is held. */
function yearsOf(
	all: readonly Credit[],
	given: readonly TierGrant[],
	programme: Programme,
	joinedOn: PlainDate,
	end: PlainDate
): Made[] {
	const version = versionOn(programme, end);
	const rules = version.document.tierYears ?? [];
	if (rules.length === 0) return [];
	// What this very day's end gives does not help to hold the tier on it.
	const before = all.filter(({ cause, countsOn }) => cause !== 'tier-years' || countsOn < end);
	const rank = rankEarned(before, given, programme, joinedOn, end);
	return rules
		.filter(({ tierMin }) => rank >= rankOf(version.document, tierMin))
		.map(({ credit }) => ({
			kind: credit,
			amount: 1,
			countsOn: end,
			basis: 'real',
			cause: 'tier-years',
			programmeVersion: version.number
		}));
}

/** What is missing or too much in what the end of one year made. */
function differ(
	all: readonly Credit[],
	made: readonly Made[],
	end: PlainDate,
	newId: NewId
): Credit[] {
	const next = addDays(end, 1);
	const sums = new Map<string, { amount: number; like: Made }>();
	const count = (one: Made, amount: number) => {
		const key = `${one.cause} ${one.kind}`;
		const known = sums.get(key);
		sums.set(key, { amount: (known?.amount ?? 0) + amount, like: known?.like ?? one });
	};
	for (const one of made) count(one, one.amount);
	for (const credit of all) {
		const { cause, countsOn } = credit;
		const isOurs =
			(cause === 'roll-over' && countsOn === next) || (cause === 'tier-years' && countsOn === end);
		if (isOurs) count({ ...credit, cause }, -credit.amount);
	}
	return [...sums.values()]
		.filter(({ amount }) => amount !== 0)
		.map(({ amount, like: { kind, countsOn, basis, cause, programmeVersion } }) => ({
			id: newId(),
			kind,
			amount,
			countsOn,
			basis,
			cause,
			programmeVersion
		}));
}
