import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { DeskRequest, RequestStatus } from '#lib/domain/desk/request.ts';
import type { Amount, Choice } from '#lib/domain/rewards/reward.ts';
import type { Reader, Trx } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { DeskRequestTable } from '../db/tables.ts';

export interface KeptRequest extends DeskRequest {
	/** The asker's. */
	readonly id: string;
	readonly staffId: string;
	readonly propertyId: string;
	readonly memberId: string;
	readonly rewardId: string;
	readonly points: number;
	/** The bill that was typed, and what the points pay of it. */
	readonly bill?: Amount | undefined;
	readonly amount?: Amount | undefined;
	/** Of a reward: what was chosen for it, and what is paid beside the points. */
	readonly choice?: Choice | undefined;
	readonly cash?: Amount | undefined;
	readonly redemptionId?: string | undefined;
	readonly askedAt: Instant;
}

/** False when the id is one of another request. */
export async function claimRequest(trx: Trx, made: KeptRequest): Promise<boolean> {
	const row = await trx
		.insertInto('desk_request')
		.values({
			id: made.id,
			staff_id: made.staffId,
			property_id: made.propertyId,
			member_id: made.memberId,
			reward_id: made.rewardId,
			points: made.points,
			bill_minor: made.bill?.minor ?? null,
			amount_minor: made.amount?.minor ?? null,
			currency: made.amount?.currency ?? null,
			choice: made.choice ? JSON.stringify(made.choice) : null,
			cash_minor: made.cash?.minor ?? null,
			cash_currency: made.cash?.currency ?? null,
			code: made.code,
			tries: made.tries,
			status: made.status,
			redemption_id: null,
			asked_at: made.askedAt,
			valid_to: made.validTo
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

const byId = statement((reader, { id }: { id: string }) =>
	reader.selectFrom('desk_request').selectAll().where('id', '=', id)
);

export async function findRequest(reader: Reader, id: string): Promise<KeptRequest | undefined> {
	const [row] = await byId(reader, { id });
	return row && toRequest(row);
}

const openOf = statement((reader, { memberId }: { memberId: string }) =>
	reader
		.selectFrom('desk_request')
		.selectAll()
		.where('member_id', '=', memberId)
		.where('status', '=', sql.lit<'open'>('open'))
		.orderBy('asked_at', 'desc')
		.limit(sql.lit(1))
);

/** What nobody has ended yet, whether or not its time is up. */
export async function findOpenRequest(
	reader: Reader,
	memberId: string
): Promise<KeptRequest | undefined> {
	const [row] = await openOf(reader, { memberId });
	return row && toRequest(row);
}

/** The newest of a member since an instant, whatever became of it. */
export async function findLatestRequest(
	reader: Reader,
	memberId: string,
	since: Instant
): Promise<KeptRequest | undefined> {
	const row = await reader
		.selectFrom('desk_request')
		.selectAll()
		.where('member_id', '=', memberId)
		.where('asked_at', '>=', since)
		.orderBy('asked_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && toRequest(row);
}

/** The guest's account is held. */
export async function setTries(
	trx: Trx,
	id: string,
	tries: number,
	status: 'open' | 'over'
): Promise<void> {
	await trx.updateTable('desk_request').set({ tries, status }).where('id', '=', id).execute();
}

/** The guest's account is held. */
export async function endRequest(
	trx: Trx,
	id: string,
	status: Exclude<RequestStatus, 'open'>,
	redemptionId?: string
): Promise<void> {
	await trx
		.updateTable('desk_request')
		.set({ status, redemption_id: redemptionId ?? null })
		.where('id', '=', id)
		.execute();
}

function toRequest(row: DeskRequestTable): KeptRequest {
	const { currency, cash_currency } = row;
	const toAmount = (minor: number | null, of = currency): Amount | undefined =>
		minor === null || of === null ? undefined : { minor, currency: of };
	return {
		id: row.id,
		staffId: row.staff_id,
		propertyId: row.property_id,
		memberId: row.member_id,
		rewardId: row.reward_id,
		points: row.points,
		bill: toAmount(row.bill_minor),
		amount: toAmount(row.amount_minor),
		choice: row.choice === null ? undefined : (JSON.parse(row.choice) as Choice),
		cash: toAmount(row.cash_minor, cash_currency),
		code: row.code,
		tries: row.tries,
		status: row.status,
		redemptionId: row.redemption_id ?? undefined,
		askedAt: row.asked_at,
		validTo: row.valid_to
	};
}
