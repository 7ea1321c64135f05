import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Amount, Reward } from '#lib/domain/rewards/reward.ts';
import type { Brought, RedemptionStatus } from '#lib/domain/rewards/voucher.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows, keyedStatement, statement } from '../db/statement.ts';
import { toReward } from './queries.ts';

export interface NewRedemption {
	readonly id: string;
	readonly memberId: string;
	readonly rewardId: string;
	readonly rewardRevision: number;
	readonly status: RedemptionStatus;
	readonly points: number;
	readonly cash: Amount | undefined;
	/** The stocks that count from which it took an item. */
	readonly scopes: readonly string[];
	/** The house and the day that were asked for. */
	readonly propertyId: string | undefined;
	readonly useOn: PlainDate | undefined;
	readonly nights: number | undefined;
	/** Until when the hotel must confirm it. */
	readonly confirmTo: Instant | undefined;
	readonly entryId: string;
	readonly redeemedOn: PlainDate;
	readonly validFrom: PlainDate;
	readonly validTo: PlainDate;
	readonly code: string;
	readonly amount: Amount | undefined;
}

export async function insertRedemption(trx: Trx, made: NewRedemption, now: Instant): Promise<void> {
	await insertRows(trx, 'redemption', [
		{
			id: made.id,
			member_id: made.memberId,
			reward_id: made.rewardId,
			reward_revision: made.rewardRevision,
			status: made.status,
			points: made.points,
			property_id: made.propertyId ?? null,
			use_on: made.useOn ?? null,
			nights: made.nights ?? null,
			cash_minor: made.cash?.minor ?? null,
			cash_currency: made.cash?.currency ?? null,
			confirm_to: made.confirmTo ?? null,
			confirmed_at: null,
			confirmed_by: null,
			entry_id: made.entryId,
			return_entry_id: null,
			redeemed_at: now,
			redeemed_on: made.redeemedOn,
			valid_from: made.validFrom,
			valid_to: made.validTo,
			changed_at: now
		}
	]);
	await insertRows(trx, 'voucher', [
		{
			redemption_id: made.id,
			code: made.code,
			amount_minor: made.amount?.minor ?? null,
			left_minor: made.status === 'used' && made.amount ? 0 : (made.amount?.minor ?? null),
			currency: made.amount?.currency ?? null
		}
	]);
	await insertRows(
		trx,
		'redemption_stock',
		made.scopes.map((scope) => ({ redemption_id: made.id, reward_id: made.rewardId, scope }))
	);
}

/** A redemption with its voucher, and the reward as it was when it was bought. */
export interface Bought extends Brought {
	readonly id: string;
	readonly memberId: string;
	readonly rewardId: string;
	readonly reward: Reward;
	readonly image?: string | undefined;
	readonly points: number;
	readonly cash?: Amount | undefined;
	readonly nights?: number | undefined;
	/** Until when the hotel must confirm it, and when it did. */
	readonly confirmTo?: Instant | undefined;
	readonly confirmedAt?: Instant | undefined;
	/** When its status was the last to change. */
	readonly changedAt: Instant;
	readonly entryId: string;
	readonly returnEntryId?: string | undefined;
	readonly code: string;
	/** When it was used, of parts the last. */
	readonly usedAt?: Instant | undefined;
	/** Where it was used. */
	readonly propertyId?: string | undefined;
}

function redemptions(reader: Reader) {
	return reader
		.selectFrom('redemption')
		.innerJoin('voucher', 'voucher.redemption_id', 'redemption.id')
		.innerJoin('reward_revision as revision', (join) =>
			join
				.onRef('revision.reward_id', '=', 'redemption.reward_id')
				.onRef('revision.revision', '=', 'redemption.reward_revision')
		)
		.leftJoin('voucher_take as take', (join) =>
			join
				.on('redemption.status', '=', sql.lit<RedemptionStatus>('used'))
				.on('take.id', '=', (last) =>
					last
						.selectFrom('voucher_take as part')
						.select('part.id')
						.whereRef('part.redemption_id', '=', 'redemption.id')
						.where('part.undone_at', 'is', null)
						.orderBy('part.taken_at', 'desc')
						.orderBy('part.id', 'desc')
						.limit(sql.lit(1))
				)
		)
		.select(['redemption.id', 'redemption.member_id', 'redemption.reward_id'])
		.select(['redemption.status', 'redemption.points', 'entry_id'])
		.select(['redemption.property_id as booked_at', 'use_on', 'nights'])
		.select(['cash_minor', 'cash_currency', 'confirm_to', 'confirmed_at'])
		.select('redemption.changed_at')
		.select(['return_entry_id', 'redeemed_at', 'redeemed_on', 'valid_from', 'valid_to'])
		.select(['voucher.code', 'voucher.amount_minor', 'left_minor', 'voucher.currency'])
		.select(['revision.document', 'revision.image'])
		.select(['take.taken_at', 'take.property_id']);
}

const findOne = statement((reader, { id }: { id: string }) =>
	redemptions(reader).where('redemption.id', '=', id)
);

/** A redemption of the member; somebody else's is not there. */
export async function findRedemption(
	reader: Reader,
	memberId: string,
	id: string
): Promise<Bought | undefined> {
	const [row] = await findOne(reader, { id });
	return row?.member_id === memberId ? toBought(row) : undefined;
}

/** Whoever's it is. */
export async function findBought(reader: Reader, id: string): Promise<Bought | undefined> {
	const [row] = await findOne(reader, { id });
	return row && toBought(row);
}

const findByCode = statement((reader, { code }: { code: string }) =>
	redemptions(reader).where('voucher.code', '=', code)
);

export async function findByVoucher(reader: Reader, code: string): Promise<Bought | undefined> {
	const [row] = await findByCode(reader, { code });
	return row && toBought(row);
}

const open = sql.lit<RedemptionStatus>('issued');
const waiting = sql.lit<RedemptionStatus>('reserved');

const listOpenOf = statement(
	(reader, { memberId, today }: { memberId: string; today: PlainDate }) =>
		redemptions(reader)
			.where('redemption.member_id', '=', memberId)
			.where('redemption.status', 'in', [open, waiting])
			.where('redemption.valid_to', '>=', today)
			.orderBy('redemption.valid_to')
			.orderBy('redemption.id')
			.limit(sql.lit(200))
);

/** What can still be used, or waits for the hotel's yes; the one that ends first is first. */
export async function listOpenRedemptions(
	reader: Reader,
	memberId: string,
	today: PlainDate
): Promise<Bought[]> {
	return (await listOpenOf(reader, { memberId, today })).map(toBought);
}

/** A place in a list of what is over: before it come those that are older. */
export interface PastPlace {
	readonly redeemedAt: Instant;
	readonly id: string;
}

const listOpenOfAll = keyedStatement((reader, keys, { today }: { today: PlainDate }) =>
	redemptions(reader)
		.where('redemption.member_id', 'in', keys)
		.where('redemption.status', 'in', [open, waiting])
		.where('redemption.valid_to', '>=', today)
		.orderBy('redemption.valid_to')
		.orderBy('redemption.id')
);

/** The same of many members, by id. */
export async function listOpenRedemptionsOf(
	reader: Reader,
	memberIds: readonly string[],
	today: PlainDate
): Promise<Map<string, Bought[]>> {
	const rows = await listOpenOfAll(reader, memberIds, { today });
	return Map.groupBy(rows.map(toBought), ({ memberId }) => memberId);
}

const listPastOf = statement(
	(reader, values: { memberId: string; today: PlainDate; limit: number } & PastPlace) =>
		redemptions(reader)
			.where('redemption.member_id', '=', values.memberId)
			.where((past) =>
				past.or([
					past('redemption.status', 'not in', [open, waiting]),
					past('redemption.valid_to', '<', values.today)
				])
			)
			.where(
				sql<boolean>`(redemption.redeemed_at, redemption.id) < (${values.redeemedAt}, ${values.id})`
			)
			.orderBy('redemption.redeemed_at', 'desc')
			.orderBy('redemption.id', 'desc')
			.limit(values.limit)
);

/** What is used, taken back or over, before a place; the newest first. */
export async function listPastRedemptions(
	reader: Reader,
	memberId: string,
	today: PlainDate,
	{ redeemedAt, id }: PastPlace,
	limit: number
): Promise<Bought[]> {
	return (await listPastOf(reader, { memberId, today, redeemedAt, id, limit })).map(toBought);
}

const countOpenOf = statement(
	(reader, { memberId, today }: { memberId: string; today: PlainDate }) =>
		reader
			.selectFrom('redemption')
			.select((redemption) => redemption.fn.countAll().as('count'))
			.where('member_id', '=', memberId)
			.where('status', 'in', [open, waiting])
			.where('valid_to', '>=', today)
);

export async function countOpenRedemptions(
	reader: Reader,
	memberId: string,
	today: PlainDate
): Promise<number> {
	const [row] = await countOpenOf(reader, { memberId, today });
	return Number(row?.count ?? 0);
}

function toBought(row: Awaited<ReturnType<typeof findOne>>[number]): Bought {
	return {
		id: row.id,
		memberId: row.member_id,
		rewardId: row.reward_id,
		status: row.status,
		reward: toReward(row.document),
		image: row.image ?? undefined,
		points: row.points,
		cash: toAmount(row.cash_minor, row.cash_currency),
		bookedAt: row.booked_at ?? undefined,
		useOn: row.use_on ?? undefined,
		nights: row.nights ?? undefined,
		confirmTo: row.confirm_to ?? undefined,
		confirmedAt: row.confirmed_at ?? undefined,
		changedAt: row.changed_at,
		entryId: row.entry_id,
		returnEntryId: row.return_entry_id ?? undefined,
		redeemedAt: row.redeemed_at,
		redeemedOn: row.redeemed_on,
		validFrom: row.valid_from,
		validTo: row.valid_to,
		code: row.code,
		amount: toAmount(row.amount_minor, row.currency),
		leftMinor: row.left_minor ?? undefined,
		usedAt: row.taken_at ?? undefined,
		propertyId: row.property_id ?? undefined
	};
}

function toAmount(minor: number | null, currency: string | null): Amount | undefined {
	return minor === null || currency === null ? undefined : { minor, currency };
}
