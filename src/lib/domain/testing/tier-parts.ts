import type { Credit, TierGrant, TierReason } from '../ledger/account.ts';
import {
	programmeOf,
	type Keep,
	type Need,
	type Programme,
	type ReachWay,
	type Tier,
	type Version
} from '../programme/programme.ts';
import { templateVersion } from './make.ts';

// Tiers in as few words as a test can be read in: Silver, Gold and Platinum above the floor.

export const calendarYear = { kind: 'calendar-year' } as const;
export const untilNextYear = { kind: 'end-of-month', month: 12, yearsAfter: 1 } as const;

export const atLeast = (credit: string, amount: number) =>
	({ kind: 'at-least', credit, amount }) as const;
export const atMost = (credit: string, amount: number) =>
	({ kind: 'at-most', credit, amount }) as const;

export function reach(needs: Need, more: Partial<ReachWay> = {}): ReachWay {
	const id = more.id ?? 'credits';
	return { id, kind: 'reach', window: calendarYear, needs, validity: untilNextYear, ...more };
}

const base = templateVersion('meridian');
export const floor: Tier = base.tiers[0];

export function tier(id: string, ways: Tier['ways'], more: Partial<Tier> = {}): Tier {
	return { ...floor, id, ways, ...more };
}

export const keepOf = (needs: Need, otherwise?: Keep['otherwise']): Keep => ({
	needs,
	window: calendarYear,
	validity: { ...untilNextYear, yearsAfter: 0 },
	otherwise: otherwise ?? { kind: 'by-credits' }
});

export const oneDown = { kind: 'one-down', validity: untilNextYear } as const;

const nights = { id: 'nights', unit: 'nights', name: { en: 'nights' } } as const;
const counters: Version['counters'] = [
	nights,
	...['base', 'no-shows', 'years'].map((id) => ({ id, unit: 'times', name: { en: id } }) as const),
	{ id: 'spend', unit: 'money', name: { en: 'spend' } }
];

type Change = Partial<Version> & { readonly above: readonly Tier[] };

/** A programme whose versions have these tiers above the floor. */
export function programmeOfTiers(first: Change, ...rest: readonly Change[]): Programme {
	const version = ({ above, ...more }: Change): Version => ({
		...base,
		counters,
		tiers: [floor, ...above],
		...more
	});
	return programmeOf({ versions: [version(first), ...rest.map(version)] });
}

export function grantOf(
	tierId: string,
	from: string,
	validTo: string | undefined,
	kind: TierReason['kind'] = 'reached',
	more: Partial<TierGrant> = {}
): TierGrant {
	const id = `${tierId} ${from} ${kind}`;
	return { id, tier: tierId, from, validTo, reason: { kind }, programmeVersion: 1, ...more };
}

export function creditOf(
	kind: string,
	amount: number,
	countsOn: string,
	more: Partial<Credit> = {}
): Credit {
	const id = `${kind} ${countsOn} ${amount}`;
	return { id, kind, amount, countsOn, basis: 'real', programmeVersion: 1, ...more };
}
