import type { Version } from '#lib/domain/programme/programme.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import type { RedeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward, type SaveReward } from '#lib/server/rewards/save-reward.ts';
import { build, enrol, newId, plainVersion, publish, type Person } from './model/house.ts';

export const now = '2025-04-01T09:00:00.000Z';
export const manager = { kind: 'staff', id: 'manager' } as const;
const system = { kind: 'system', id: 'test' } as const;

export const dinner: Reward = {
	kind: 'dining-credit',
	name: { en: 'Dinner for two', 'zh-CN': '双人晚餐' },
	description: { en: 'Three courses.' },
	points: 400,
	validDays: 30,
	cancelWithinDays: 2,
	amount: { minor: 8_000, currency: 'EUR' }
};

export interface House {
	readonly db: Db;
	readonly people: readonly Person[];
	readonly ada: Person;
	readonly bob: Person;
}

/** Two hotels, and members who have 1,000 points each. */
export async function openHouse(
	db: Db,
	{ count = 2, points = 1_000, version = plainVersion }: Partial<Options> = {}
): Promise<House> {
	await publish(db, version);
	await build(db, ['CITY', 'LAKE']);
	const people = await enrol(db, count);
	for (const { id } of people) await givePoints(db, id, points);
	return { db, people, ada: people[0]!, bob: people[1] ?? people[0]! };
}

interface Options {
	readonly count: number;
	readonly points: number;
	readonly version: Version;
}

export function givePoints(db: Db, memberId: string, points: number, at = now) {
	const command = { source: 'test', id: newId(), memberId, points, why: 'to begin with' };
	return adjustPoints(db, command, system, at);
}

/** A reward that is on offer; its id. */
export async function offered(
	db: Db,
	changes: Partial<Reward> = {},
	more: Partial<SaveReward> = {}
): Promise<string> {
	const rewardId = newId();
	const reward = written({ ...dinner, ...changes });
	await saveReward(
		db,
		{ rewardId, revision: 0, reward, status: 'offered', stock: null, ...more },
		manager,
		'2025-01-01T00:00:00.000Z'
	);
	return rewardId;
}

/** As it would be written: what is undefined is not there. */
export function written(reward: Reward): Reward {
	return JSON.parse(JSON.stringify(reward)) as Reward;
}

export function redeeming(person: Person, rewardId: string, points = dinner.points): RedeemReward {
	return { source: 'app', id: newId(), memberId: person.id, rewardId, points };
}

export async function hire(
	db: Db,
	role: 'desk' | 'manager',
	propertyIds: readonly string[] = []
): Promise<string> {
	const id = newId();
	await db
		.insertInto('staff')
		.values({
			id,
			name: 'Kim',
			email: `${id}@example.test`,
			email_key: `${id}@example.test`,
			role,
			status: 'active',
			locale: 'en',
			created_at: now,
			revision: 1
		})
		.execute();
	for (const property_id of propertyIds)
		await db.insertInto('staff_property').values({ staff_id: id, property_id }).execute();
	return id;
}

export async function propertyId(db: Db, code: string): Promise<string> {
	const row = await db
		.selectFrom('property')
		.select('id')
		.where('code', '=', code)
		.executeTakeFirstOrThrow();
	return row.id;
}

/** Everything that a redemption could change. */
export async function rowsOf(db: Db) {
	return {
		accounts: await db.selectFrom('account').selectAll().orderBy('member_id').execute(),
		entries: await db.selectFrom('entry').selectAll().orderBy('id').execute(),
		lots: await db.selectFrom('lot').selectAll().orderBy('id').execute(),
		commands: await db.selectFrom('command').selectAll().orderBy('id').execute(),
		stock: await db
			.selectFrom('reward_stock')
			.selectAll()
			.orderBy('reward_id')
			.orderBy('scope')
			.execute(),
		redemptions: await db.selectFrom('redemption').selectAll().orderBy('id').execute(),
		vouchers: await db.selectFrom('voucher').selectAll().orderBy('redemption_id').execute(),
		takes: await db.selectFrom('voucher_take').selectAll().orderBy('id').execute(),
		outbox: await db.selectFrom('outbox').selectAll().orderBy('id').execute(),
		audit: await db.selectFrom('audit').selectAll().orderBy('id').execute()
	};
}

export async function problems(db: Db) {
	return (await verifyLedger(db)).problems;
}

export async function balanceOf(db: Db, memberId: string): Promise<number> {
	const row = await db
		.selectFrom('account')
		.select('balance')
		.where('member_id', '=', memberId)
		.executeTakeFirstOrThrow();
	return row.balance;
}

export async function codeOf(db: Db, redemptionId: string): Promise<string> {
	const row = await db
		.selectFrom('voucher')
		.select('code')
		.where('redemption_id', '=', redemptionId)
		.executeTakeFirstOrThrow();
	return row.code;
}
