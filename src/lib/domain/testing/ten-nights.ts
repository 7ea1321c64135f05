import type { Credit, TierGrant } from '../ledger/account.ts';
import type { ReachWay } from '../programme/programme.ts';
import * as parts from './tier-parts.ts';

// Tiers by ten nights of a year, unless a test says otherwise.

export const nights = (amount: number) => parts.atLeast('nights', amount);
export const stays = (amount: number) => parts.atLeast('stays', amount);

export const life = { kind: 'life' } as const;
export const untilDecember = (yearsAfter = 1) =>
	({ kind: 'end-of-month', month: 12, yearsAfter }) as const;
export const monthsLong = (months: number) => ({ kind: 'months', months, from: 'day' }) as const;

export const reach = (id: string, more: Partial<ReachWay> = {}): ReachWay =>
	parts.reach(nights(10), { ...more, id });

export const countedOn = (day: string, amount: number, kind = 'nights'): Credit =>
	parts.creditOf(kind, amount, day);

export const grantFor = (
	tier: string,
	from: string,
	validTo: string | undefined,
	reason: TierGrant['reason'],
	more: Partial<TierGrant> = {}
): TierGrant => parts.grantOf(tier, from, validTo, reason.kind, { reason, ...more });

/** What is told of tiers, day by day. */
export const spans = (
	all: readonly {
		readonly tier: string;
		readonly from: string;
		readonly validTo?: string | undefined;
	}[]
) => all.map(({ tier, from, validTo }) => [tier, from, validTo]);
