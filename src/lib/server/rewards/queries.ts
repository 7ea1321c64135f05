import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Reward, RewardStatus } from '#lib/domain/rewards/reward.ts';
import { rewardSchema } from '#lib/domain/rewards/schema.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows, statement } from '../db/statement.ts';
import type { RewardRevisionTable } from '../db/tables.ts';

/** A reward as the catalogue keeps it. */
export interface Kept {
	readonly id: string;
	readonly revision: number;
	readonly status: RewardStatus;
	readonly image?: string | undefined;
	readonly reward: Reward;
	/** Undefined: as many as are asked for. */
	readonly left: number | undefined;
	readonly given: number | undefined;
}

/** The same with how many a member has had of it. */
export interface KeptFor extends Kept {
	readonly had: number;
}

function rewards(reader: Reader) {
	return reader
		.selectFrom('reward')
		.leftJoin('reward_stock as stock', (join) =>
			join
				.onRef('stock.reward_id', '=', 'reward.id')
				.on('stock.scope', '=', sql.lit<string>('total'))
		)
		.select(['reward.id', 'reward.revision', 'reward.kind', 'reward.status', 'reward.image'])
		.select(['reward.document'])
		.select(['stock.given', 'stock.items_left'])
		.select((reward) =>
			reward
				.selectFrom('partner_code as code')
				.whereRef('code.reward_id', '=', 'reward.id')
				.where('code.redemption_id', 'is', null)
				.select((code) => code.fn.countAll().as('count'))
				.as('codes')
		);
}

type RewardRow = Awaited<ReturnType<ReturnType<typeof rewards>['execute']>>[number];

function rewardsFor(reader: Reader, memberId: string) {
	return rewards(reader).select((reward) =>
		reward
			.selectFrom('redemption')
			.whereRef('redemption.reward_id', '=', 'reward.id')
			.where('redemption.member_id', '=', memberId)
			.where('redemption.status', 'not in', ['cancelled', 'returned'])
			.select((redemption) => redemption.fn.countAll().as('had'))
			.as('had')
	);
}

const findOne = statement((reader, { rewardId }: { rewardId: string }) =>
	rewards(reader).where('reward.id', '=', rewardId)
);

export async function findReward(reader: Reader, rewardId: string): Promise<Kept | undefined> {
	const [row] = await findOne(reader, { rewardId });
	return row && toKept(row);
}

const findOneFor = statement((reader, values: { rewardId: string; memberId: string }) =>
	rewardsFor(reader, values.memberId).where('reward.id', '=', values.rewardId)
);

export async function findRewardFor(
	reader: Reader,
	rewardId: string,
	memberId: string
): Promise<KeptFor | undefined> {
	const [row] = await findOneFor(reader, { rewardId, memberId });
	return row && { ...toKept(row), had: Number(row.had) };
}

const listThoseFor = statement((reader, { memberId }: { memberId: string }) =>
	rewardsFor(reader, memberId)
		.where('reward.status', '=', sql.lit<'offered'>('offered'))
		.orderBy('reward.points')
		.orderBy('reward.id')
		.limit(sql.lit(200))
);

/** What is offered, the least points first. */
export async function listOfferedFor(reader: Reader, memberId: string): Promise<KeptFor[]> {
	const rows = await listThoseFor(reader, { memberId });
	return rows.map((row) => ({ ...toKept(row), had: Number(row.had) }));
}

function toKept(row: RewardRow): Kept {
	return {
		id: row.id,
		revision: row.revision,
		status: row.status,
		image: row.image ?? undefined,
		reward: toReward(row.document),
		left: leftOf(row),
		given: row.given ?? undefined
	};
}

/** A partner's codes are a stock of their own. */
function leftOf({ kind, items_left, codes }: RewardRow): number | undefined {
	if (kind !== 'partner-code') return items_left ?? undefined;
	return Math.min(items_left ?? Infinity, Number(codes));
}

export function toReward(document: string): Reward {
	return rewardSchema.parse(JSON.parse(document));
}

export interface NewRevision {
	readonly rewardId: string;
	readonly revision: number;
	readonly status: RewardStatus;
	readonly image: string | undefined;
	readonly stock: number | undefined;
	readonly reward: Reward;
	readonly by: string;
}

/** True for whoever comes first with a new id. */
export async function claimReward(trx: Trx, made: NewRevision, now: Instant): Promise<boolean> {
	const row = await trx
		.insertInto('reward')
		.values({ id: made.rewardId, ...toColumns(made, now) })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** False when somebody else has saved it since. */
export async function replaceReward(trx: Trx, made: NewRevision, now: Instant): Promise<boolean> {
	const row = await trx
		.updateTable('reward')
		.set(toColumns(made, now))
		.where('id', '=', made.rewardId)
		.where('revision', '=', made.revision - 1)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

function toColumns({ revision, status, image, reward, by }: NewRevision, now: Instant) {
	return {
		revision,
		kind: reward.kind,
		status,
		points: reward.points,
		name_key: nameKey(reward),
		image: image ?? null,
		low_stock: reward.lowStock ?? null,
		offered_from: reward.offeredFrom ?? null,
		offered_to: reward.offeredTo ?? null,
		document: JSON.stringify(reward),
		changed_at: now,
		changed_by: by
	};
}

/** The names in all languages as they are searched and sorted, English first. */
function nameKey({ name: { en, ...others } }: Reward): string {
	return [en, ...Object.values(others)].join('\n').toLowerCase();
}

export async function insertRevision(trx: Trx, made: NewRevision, now: Instant): Promise<void> {
	await insertRows(trx, 'reward_revision', [
		{
			reward_id: made.rewardId,
			revision: made.revision,
			status: made.status,
			image: made.image ?? null,
			stock: made.stock ?? null,
			document: JSON.stringify(made.reward),
			recorded_at: now,
			recorded_by: made.by
		}
	]);
}

export interface Revision {
	readonly revision: number;
	readonly status: RewardStatus;
	readonly image?: string | undefined;
	/** How many there were to give; undefined: as many as are asked for. */
	readonly stock?: number | undefined;
	readonly reward: Reward;
	readonly recordedAt: Instant;
	readonly recordedBy: string;
}

export async function findRevision(
	reader: Reader,
	rewardId: string,
	revision: number
): Promise<Revision | undefined> {
	const row = await revisions(reader, rewardId).where('revision', '=', revision).executeTakeFirst();
	return row && toRevision(row);
}

/** What the reward has said, the newest first. */
export async function listRevisions(
	reader: Reader,
	rewardId: string,
	limit: number
): Promise<Revision[]> {
	const newest = revisions(reader, rewardId).orderBy('revision', 'desc').limit(limit);
	return (await newest.execute()).map(toRevision);
}

function revisions(reader: Reader, rewardId: string) {
	return reader.selectFrom('reward_revision').selectAll().where('reward_id', '=', rewardId);
}

function toRevision(row: RewardRevisionTable): Revision {
	return {
		revision: row.revision,
		status: row.status,
		image: row.image ?? undefined,
		stock: row.stock ?? undefined,
		reward: toReward(row.document),
		recordedAt: row.recorded_at,
		recordedBy: row.recorded_by
	};
}
