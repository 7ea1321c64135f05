import { addDays, dayNumber, eachNight } from '../calendar.ts';
import { add, decimal, fraction, over, round, times, zero } from '../fraction.ts';
import type { Credit, NewId } from '../ledger/account.ts';
import type { History } from '../ledger/history.ts';
import { minorPerUnit } from '../money.ts';
import type { CreditRule, PublishedVersion } from '../programme/programme.ts';
import type { StayFacts } from '../stays/stay.ts';
import { followsAnother } from './back-to-back.ts';
import { eligibleAmount, fits, paidPart } from './eligible.ts';
import type { Exchange } from './price-stay.ts';

type NightsRule = Extract<CreditRule, { kind: 'nights' }>;

/**
 * What a stay adds to the counters. Nights are those of the own room that no credit of the member
 * covers yet; a day use is a stay with 0 nights; all but nights by night count on departure.
 */
export function creditStay(
	stay: StayFacts,
	version: PublishedVersion,
	basePoints: number,
	exchange: Exchange | undefined,
	{ credits, counted }: Pick<History, 'credits' | 'counted'>,
	newId: NewId
): Credit[] {
	const made = creditNights(stay, version, credits, newId);
	const give = (kind: string, amount: number) => {
		if (amount === 0) return;
		const countsOn = stay.departure;
		made.push(creditOf(stay, version, { kind, amount, countsOn, basis: 'real' }, newId));
	};
	for (const rule of version.document.credits) {
		if (!fits(rule.where, stay)) continue;
		switch (rule.kind) {
			case 'stays':
				if (!followsAnother(stay, rule, counted)) give(rule.credit, 1);
				break;
			case 'base-points':
				give(rule.credit, basePoints);
				break;
			case 'spend':
				give(rule.credit, spendOf(rule, stay, version, exchange));
				break;
			case 'nights':
			case 'no-shows':
				break;
		}
	}
	return made;
}

/** The nights of a stay that the member's credits do not cover yet, its own among them. */
export function creditNights(
	stay: StayFacts,
	version: PublishedVersion,
	credits: readonly Credit[],
	newId: NewId
): Credit[] {
	return version.document.credits.flatMap((rule) => {
		if (rule.kind !== 'nights' || !fits(rule.where, stay)) return [];
		return nightRuns(rule, stay, credits).map(({ nights, more }) =>
			creditOf(stay, version, { kind: rule.credit, amount: nights, ...more }, newId)
		);
	});
}

function creditOf(
	stay: StayFacts,
	version: PublishedVersion,
	what: Pick<Credit, 'kind' | 'amount' | 'countsOn' | 'startsOn' | 'basis'>,
	newId: NewId
): Credit {
	return { id: newId(), ...what, stayId: stay.id, programmeVersion: version.number };
}

/** What a stay that was not used adds to the counters of no-shows. */
export function creditNoShow(stay: StayFacts, version: PublishedVersion, newId: NewId): Credit[] {
	return version.document.credits
		.filter((rule) => rule.kind === 'no-shows' && fits(rule.where, stay))
		.map(({ credit: kind }) => {
			const what = { kind, amount: 1, countsOn: stay.arrival, basis: 'real' } as const;
			return creditOf(stay, version, what, newId);
		});
}

/** Rows that cancel what credits of one stay still add up to; a run of nights keeps its days. */
export function uncredit(credits: readonly Credit[], newId: NewId): Credit[] {
	const sums = new Map<string, { credit: Credit; amount: number }>();
	for (const credit of credits) {
		const { kind, countsOn, startsOn, basis, amount } = credit;
		const key = [kind, countsOn, startsOn ?? '', startsOn && Math.abs(amount), basis].join(' ');
		const sum = sums.get(key) ?? { credit, amount: 0 };
		sums.set(key, { ...sum, amount: sum.amount + amount });
	}
	return [...sums.values()]
		.filter((sum) => sum.amount !== 0)
		.map(({ credit, amount }) => ({ ...credit, id: newId(), amount: -amount }));
}

function spendOf(
	rule: Extract<CreditRule, { kind: 'spend' }>,
	stay: StayFacts,
	version: PublishedVersion,
	exchange: Exchange | undefined
): number {
	const { currency, rounding } = version.document;
	const paid = paidPart(stay, version.document);
	const spent = rule.classes.reduce(
		(sum, revenueClass) => add(sum, eligibleAmount(stay, revenueClass, rule.maxRooms, paid)),
		zero
	);
	const converted = exchange ? over(spent, decimal(exchange.rate)) : spent;
	return round(times(converted, fraction(minorPerUnit(currency))), rounding.mode);
}

interface Run {
	readonly nights: number;
	readonly more: Pick<Credit, 'startsOn' | 'countsOn' | 'basis'>;
}

function nightRuns(rule: NightsRule, stay: StayFacts, credits: readonly Credit[]): Run[] {
	const award = Math.min(stay.awardNights, stay.nights);
	const real = stay.nights - award;
	const counted = rule.awardNights === 'count' ? stay.nights : real;
	const taken = nightsTaken(rule.credit, stay, credits);
	const basisOf = (index: number) => (index < real ? 'real' : 'award');
	const runs: Run[] = [];
	let start: number | undefined;
	const first = dayNumber(stay.arrival);
	const isFree = (index: number) => index < counted && !taken.has(first + index);
	for (let index = 0; index <= counted; index += 1) {
		const goesOn = start !== undefined && isFree(index) && basisOf(index) === basisOf(start);
		if (goesOn) continue;
		if (start !== undefined) runs.push(run(stay, start, index - start, basisOf(start)));
		start = isFree(index) ? index : undefined;
	}
	return rule.countsOn === 'departure' ? runs : runs.flatMap(byNight);
}

function run(stay: StayFacts, start: number, nights: number, basis: Credit['basis']): Run {
	const startsOn = addDays(stay.arrival, start);
	return { nights, more: { startsOn, countsOn: stay.departure, basis } };
}

function byNight({ nights, more }: Run): Run[] {
	const from = more.startsOn ?? more.countsOn;
	return eachNight(from, addDays(from, nights)).map((night) => ({
		nights: 1,
		more: { ...more, startsOn: night, countsOn: night }
	}));
}

/** The nights of a stay that credits of the kind cover already, as day numbers. */
function nightsTaken(
	kind: string,
	stay: StayFacts,
	credits: readonly Credit[]
): ReadonlySet<number> {
	const covered = new Map<number, number>();
	for (const credit of credits) {
		const { startsOn } = credit;
		if (credit.kind !== kind || startsOn === undefined) continue;
		if (startsOn >= stay.departure || credit.countsOn < stay.arrival) continue;
		const first = dayNumber(startsOn);
		const sign = Math.sign(credit.amount);
		for (let night = 0; night < Math.abs(credit.amount); night += 1)
			covered.set(first + night, (covered.get(first + night) ?? 0) + sign);
	}
	return new Set([...covered].filter(([, times]) => times > 0).map(([night]) => night));
}
