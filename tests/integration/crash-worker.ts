import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { cancelRedemption } from '#lib/server/rewards/cancel-redemption.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { Db } from '#lib/server/db/database.ts';

/**
 * A process of its own that earns, redeems, cancels and spends, one command after the other, and says each answer only
 * after the commit. Started again with `from`, it asks that one anew: its answer may have been lost.
 */

export const now = '2026-03-01T09:00:00.000Z';

export const rewardId = '01980000-0000-7000-8000-0000000000c1';
export const choice = { property: 'CITY', useOn: '2026-03-10' };

export type Kind = 'stay' | 'redeem' | 'cancel' | 'spend';

/** Of ten: two redemptions, one of them cancelled, a spending, and stays. */
export function kindOf(at: number): Kind {
	if (at % 5 === 2) return 'redeem';
	if (at % 10 === 3) return 'cancel';
	return at % 10 === 9 ? 'spend' : 'stay';
}

/** What is asked depends on its number alone. */
export async function ask(db: Db, at: number, members: readonly Member[]): Promise<unknown> {
	const kind = kindOf(at);
	const { id, number } = members[(kind === 'cancel' ? at - 1 : at) % members.length]!;
	const asker = { source: 'crash', id: `${kind}-${at}`, memberId: id };
	if (kind === 'redeem') return redeemReward(db, { ...asker, rewardId, points: 50, choice }, now);
	if (kind === 'cancel')
		return cancelRedemption(db, { ...asker, redemptionId: `redeem-${at - 1}` }, now);
	if (kind === 'spend') {
		return spendPoints(db, { ...asker, points: 100, what: 'tea' }, now);
	}
	const day = String((at % 28) + 1).padStart(2, '0');
	const stay = {
		source: 'crash',
		stayId: `stay-${at}`,
		property: 'CITY',
		memberNumber: number,
		status: 'checked_out',
		arrival: `2025-06-${day}`,
		departure: `2025-06-${day}`,
		rooms: 1,
		adults: 1,
		children: 0,
		currency: 'EUR',
		folio: [{ class: 'room', amountMinor: 10_000 + at, on: `2025-06-${day}` }],
		awardNights: 0,
		updatedAt: '2025-07-01T00:00:00.000Z'
	} as const;
	const [result] = await recordStays(db, [stay], now);
	return result;
}

export interface Member {
	readonly id: string;
	readonly number: string;
}

export interface Task {
	readonly place: { readonly databaseUrl?: string; readonly dataDir: string };
	readonly members: readonly Member[];
	readonly from: number;
}

async function work({ place, members, from }: Task): Promise<void> {
	const db = await openDatabase(place);
	await migrate(db, now);
	for (let at = from; ; at++) {
		const answer = await ask(db, at, members);
		// Waits until the line is out: what is said has been committed, what is committed is said next.
		await new Promise<void>((said) =>
			process.stdout.write(`${JSON.stringify({ at, answer })}\n`, () => said())
		);
	}
}

const task = process.argv[2];
if (task !== undefined && import.meta.filename === process.argv[1])
	await work(JSON.parse(task) as Task);
