import { addDays, type Instant } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Trx } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { todayIn } from '../programme/read-programme.ts';

/** A tier granted so many days back was known long ago: a file brought an old stay. */
const days_max = 14;

/** The tier as its member reads it; undefined where they held it before, or it does not hold today. */
export async function newTier(
	trx: Trx,
	memberId: string,
	facts: Facts,
	programme: Programme,
	now: Instant
): Promise<Facts | undefined> {
	const from = String(facts['from']);
	const today = todayIn(programme, now);
	if (from > today || from < addDays(today, -days_max)) return undefined;
	const grants = await listGrants(trx, memberId);
	const held = heldTier(grants, programme, today);
	const before = heldTier(grants, programme, addDays(from, -1));
	if (held.tier.id !== facts['tierId'] || held.rank <= before.rank) return undefined;
	return { tier: JSON.stringify(held.tier.name) };
}
