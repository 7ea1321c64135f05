import { addDays, addMilliseconds, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { Refusal, type RefusalCode } from '#lib/domain/refusal.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { runJob } from '../jobs/run.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { listOpenVouchers } from '../rewards/list-open-vouchers.ts';
import { redeemReward } from '../rewards/redeem-reward.ts';
import { takeVoucher } from '../rewards/take-voucher.ts';
import { recordStays } from '../stays/record-stays.ts';
import type { StayIn } from '../stays/stay-in.ts';
import { listOpenResponses } from '../surveys/queries.ts';
import { submitResponse } from '../surveys/submit-response.ts';
import { makeAnswers, makeComplaint } from './answers.ts';
import { rewards } from './catalogue.ts';
import { makeUuid, type Choosing, type DemoWeek } from './generate.ts';
import { Random } from './random.ts';

/** What the fill knows of the house while the years go by. */
export interface Life {
	readonly db: Db;
	/** Ids of members by their numbers. */
	readonly idOf: ReadonlyMap<string, string>;
	readonly localeOf: ReadonlyMap<string, string>;
	/** Properties by their codes. */
	readonly houseOf: ReadonlyMap<string, string>;
	readonly deskId: string;
	/** Those who sign in: what they do is told by hand. */
	readonly guests: ReadonlySet<string>;
	/** Vouchers that are on their way to a desk. */
	readonly bought: Bought[];
}

export interface Bought {
	readonly redemptionId: string;
	readonly memberId: string;
	readonly reward: Reward;
	readonly takenOn: PlainDate;
}

const rows_per_transaction = 1_000;
const surveyed_weeks = 26;

/** A week of the house: bills, lapsed points, redemptions, vouchers at the desk, surveys. */
export async function liveWeek(
	life: Life,
	week: DemoWeek,
	{ now, weeksLeft }: { readonly now: Instant; readonly weeksLeft: number }
): Promise<void> {
	const random = new Random(weeksLeft + 77);
	await record(life.db, week.stays, now);
	await runJob(life.db, 'expiry', week.on, () => now);
	await choose(life, week.choosing, week.on, now);
	await bringVouchers(life, random, week.on, now);
	await runJob(life.db, 'vouchers', week.on, () => now);
	if (weeksLeft >= surveyed_weeks) return;
	await runJob(life.db, 'survey-expiry', week.on, () => now);
	await answer(life, random, { now, weeksLeft });
	await runJob(life.db, 'survey-invitations', week.on, () => now);
}

export async function record(db: Db, stays: readonly StayIn[], now: Instant): Promise<void> {
	for (let at = 0; at < stays.length; at += rows_per_transaction) {
		const chunk = stays.slice(at, at + rows_per_transaction);
		const results = await recordStays(db, chunk, now, { quiet: true });
		for (const result of results) if (result.outcome === 'rejected') throw new Error(result.reason);
	}
}

async function choose(
	life: Life,
	choosing: readonly Choosing[],
	on: PlainDate,
	now: Instant
): Promise<void> {
	const ids = choosing.flatMap(({ number }) => life.idOf.get(number) ?? []);
	const accounts = await transact(life.db, (trx) => lockAccounts(trx, ids));
	for (const [at, { id, number, choice }] of choosing.entries()) {
		const memberId = life.idOf.get(number) ?? '';
		const balance = accounts.get(memberId)?.account.balance ?? 0;
		const wished = rewards
			.filter(({ wanted, reward }) => wanted > 0 && reward.points <= balance)
			.flatMap((one) => Array.from({ length: one.wanted }, () => one));
		const chosen = wished[Math.floor(choice * wished.length)];
		if (!chosen) continue;
		const takenOn = addDays(on, 7 + (Math.floor(choice * 1_000) % 80));
		const what = { id, memberId, reward: chosen.reward, rewardId: chosen.id, takenOn };
		await redeem(life, what, addMilliseconds(now, at));
	}
}

/** Redeems at the price that is asked; a voucher with a day on which it is used is remembered. */
export async function redeem(
	life: Life,
	{
		id: redemptionId,
		memberId,
		reward,
		rewardId,
		takenOn
	}: {
		readonly id: string;
		readonly memberId: string;
		readonly reward: Reward;
		readonly rewardId: string;
		readonly takenOn?: PlainDate | undefined;
	},
	now: Instant
): Promise<void> {
	const ask = (points: number) =>
		redeemReward(life.db, { source: 'app', id: redemptionId, memberId, rewardId, points }, now);
	try {
		await ask(reward.points).catch((thrown: unknown) => {
			const dearer = thrown instanceof Refusal && thrown.code === 'price-changed';
			if (!dearer) throw thrown;
			return ask(Number(thrown.facts['points']));
		});
	} catch (thrown) {
		if (!isNoOf(thrown, skipped)) throw thrown;
		return;
	}
	if (takenOn) life.bought.push({ redemptionId, memberId, reward, takenOn });
}

// The last one of a fill that broke off: of a balance that has changed since, another reward was chosen.
const skipped: readonly RefusalCode[] = [
	'out-of-stock',
	'reward-limit-reached',
	'not-enough-points',
	'same-id-other-body'
];

/** Most vouchers come to a desk before their time is over. */
async function bringVouchers(
	life: Life,
	random: Random,
	on: PlainDate,
	now: Instant
): Promise<void> {
	const due = life.bought.filter(({ takenOn }) => takenOn <= on);
	for (const { redemptionId, memberId, reward } of due) {
		const open = await listOpenVouchers(life.db, memberId, on);
		const voucher = open.find(({ id }) => id === redemptionId);
		const house = random.pick(reward.properties ?? [...life.houseOf.keys()]);
		const propertyId = life.houseOf.get(house) ?? '';
		if (!voucher?.code) continue;
		const take = { id: makeUuid(random), staffId: life.deskId, code: voucher.code, propertyId };
		await takeVoucher(life.db, take, now);
	}
	life.bought.splice(0, life.bought.length, ...life.bought.filter((one) => !due.includes(one)));
}

/** Of those who were asked, four in ten answer within a week; those who sign in have one left to answer. */
async function answer(
	{ db, localeOf, houseOf, guests }: Life,
	random: Random,
	{ now, weeksLeft }: { readonly now: Instant; readonly weeksLeft: number }
) {
	const codes = new Map([...houseOf].map(([code, id]) => [id, code]));
	for (const { id, member_id: memberId, property_id } of await listOpenResponses(db)) {
		const isGuest = guests.has(memberId);
		if (isGuest ? weeksLeft < 3 : random.chance(0.6)) continue;
		const locale = localeOf.get(memberId) ?? 'en';
		const answers = isGuest
			? makeComplaint(locale)
			: makeAnswers(random, codes.get(property_id) ?? '', locale);
		await submitResponse(db, { memberId, id }, answers, now);
	}
}

export function isNoOf(thrown: unknown, codes: readonly RefusalCode[]): boolean {
	return thrown instanceof Refusal && codes.includes(thrown.code);
}
