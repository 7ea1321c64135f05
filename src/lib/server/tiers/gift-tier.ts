import type { PlainDate, Instant } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { giftTier } from '#lib/domain/tiers/give-tier.ts';
import type { Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';

export interface GiftTier {
	readonly memberId: string;
	readonly tier: string;
	readonly months: number;
}

/** Gives a tier that was paid with points, in the transaction that took them. Refused: what `giftTier` refuses. */
export async function giftTierIn(
	trx: Trx,
	{ memberId, tier, months }: GiftTier,
	programme: Programme,
	today: PlainDate,
	now: Instant
): Promise<void> {
	const member = await lockAccount(trx, memberId);
	if (!member) throw new Error(`no account of ${memberId}`);
	const held = new Map([[memberId, member]]);
	const history = (await readHistories(trx, [memberId], held, programme)).get(memberId);
	if (!history) throw new Error(`no history of ${memberId}`);
	const { posting } = giftTier(history, { tier, months }, today, programme, newId);
	await writePostings(trx, [{ memberId, posting }], now);
}
