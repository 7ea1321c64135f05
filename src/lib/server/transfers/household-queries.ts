import type { Instant, PlainDate, Span } from '#lib/domain/calendar.ts';
import type { Housemate } from '#lib/domain/ledger/pool.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';

/** The household to which a member said yes. */
export async function findHouseholdOf(
	reader: Reader,
	memberId: string
): Promise<string | undefined> {
	const row = await reader
		.selectFrom('household_member')
		.select('household_id')
		.where('member_id', '=', memberId)
		.where('left_at', 'is', null)
		.where('agreed_on', 'is not', null)
		.executeTakeFirst();
	return row?.household_id;
}

/** Everybody in it, with those who were asked and have not answered. */
export async function listHousemates(reader: Reader, householdId: string): Promise<Housemate[]> {
	const rows = await reader
		.selectFrom('household_member')
		.select(['member_id', 'agreed_on'])
		.where('household_id', '=', householdId)
		.where('left_at', 'is', null)
		.orderBy('member_id')
		.execute();
	return rows.map((row) => ({ memberId: row.member_id, agreedOn: row.agreed_on ?? undefined }));
}

/** Holds a household, so that nobody joins or leaves it meanwhile. False when there is none. */
export async function lockHousehold(trx: Trx, id: string): Promise<boolean> {
	const row = await trx
		.updateTable('household')
		.set((household) => ({ founded_at: household.ref('founded_at') }))
		.where('id', '=', id)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export function insertHousehold(trx: Trx, id: string, now: Instant): Promise<void> {
	return insertRows(trx, 'household', [{ id, founded_at: now }]);
}

/** Asks somebody, also one who has left. */
export async function askHousemate(
	trx: Trx,
	householdId: string,
	memberId: string,
	agreedOn: PlainDate | null,
	now: Instant
): Promise<void> {
	const asked = { asked_at: now, agreed_on: agreedOn, left_at: null };
	await trx
		.insertInto('household_member')
		.values({ household_id: householdId, member_id: memberId, ...asked })
		.onConflict((conflict) => conflict.columns(['household_id', 'member_id']).doUpdateSet(asked))
		.execute();
}

/** False for somebody who is not asked. */
export async function setAgreed(
	trx: Trx,
	householdId: string,
	memberId: string,
	agreedOn: PlainDate
): Promise<boolean> {
	const row = await trx
		.updateTable('household_member')
		.set({ agreed_on: agreedOn })
		.where('household_id', '=', householdId)
		.where('member_id', '=', memberId)
		.where('left_at', 'is', null)
		.where('agreed_on', 'is', null)
		.returning('member_id')
		.executeTakeFirst();
	return row !== undefined;
}

/** False for somebody who is not in it. */
export async function setLeft(
	trx: Trx,
	householdId: string,
	memberId: string,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('household_member')
		.set({ left_at: now })
		.where('household_id', '=', householdId)
		.where('member_id', '=', memberId)
		.where('left_at', 'is', null)
		.returning('member_id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Also where they were only asked. The households that were left. */
export async function leaveEveryHousehold(
	trx: Trx,
	memberId: string,
	now: Instant
): Promise<string[]> {
	const rows = await trx
		.updateTable('household_member')
		.set({ left_at: now })
		.where('member_id', '=', memberId)
		.where('left_at', 'is', null)
		.returning('household_id')
		.execute();
	return rows.map((row) => row.household_id);
}

/** Who left at an instant and was not asked again since is in it as before. False for anybody else. */
export async function setBack(
	trx: Trx,
	householdId: string,
	memberId: string,
	leftAt: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('household_member')
		.set({ left_at: null })
		.where('household_id', '=', householdId)
		.where('member_id', '=', memberId)
		.where('left_at', '=', leftAt)
		.returning('member_id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Points that a guest has drawn on days of a span, from whichever household, as any of their profiles. */
export async function sumDrawn(
	reader: Reader,
	memberIds: readonly string[],
	days: Required<Span>
): Promise<number> {
	const { points } = await reader
		.selectFrom('pool_draw')
		.select(({ fn }) => fn.sum<number | string | null>('points').as('points'))
		.where('member_id', 'in', memberIds)
		.where('drawn_on', '>=', days.from ?? '')
		.where('drawn_on', '<=', days.to ?? '')
		.executeTakeFirstOrThrow();
	return Number(points ?? 0);
}

export interface Draw {
	readonly id: string;
	readonly householdId: string;
	readonly memberId: string;
	readonly points: number;
	readonly on: PlainDate;
}

export function insertDraw(trx: Trx, draw: Draw, now: Instant): Promise<void> {
	return insertRows(trx, 'pool_draw', [
		{
			id: draw.id,
			household_id: draw.householdId,
			member_id: draw.memberId,
			points: draw.points,
			drawn_on: draw.on,
			recorded_at: now
		}
	]);
}
