import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { Db } from '#lib/server/db/database.ts';

/**
 * A process of its own that earns and spends, one command after the other, and says each answer only
 * after the commit. Started again with `from`, it asks that one anew: its answer may have been lost.
 */

export const now = '2026-03-01T09:00:00.000Z';

/** Nine stays to one spending; what is asked depends on its number alone. */
export async function ask(db: Db, at: number, members: readonly Member[]): Promise<unknown> {
	const { id, number } = members[at % members.length]!;
	if (at % 10 === 9) {
		const command = { source: 'crash', id: `spend-${at}`, memberId: id, points: 100, what: 'tea' };
		return spendPoints(db, command, now);
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
