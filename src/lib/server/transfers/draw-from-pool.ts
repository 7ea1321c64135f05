import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { drawPoints, poolOpensOn } from '#lib/domain/ledger/pool.ts';
import { capYear } from '#lib/domain/ledger/transfer.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { claimCommand, findAnswer, type Command } from '../ledger/command.ts';
import { asked } from '../ledger/post-once.ts';
import { listProfiles } from '../ledger/merged-queries.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { lockAccounts, type MemberAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { tellPosted, toNotice } from '../ledger/tell-posted.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { poolingTerms } from './household.ts';
import {
	findHouseholdOf,
	insertDraw,
	listHousemates,
	lockHousehold,
	sumDrawn
} from './household-queries.ts';

/** The id becomes that of the draw. */
export interface DrawFromPool extends Command {
	readonly points: number;
}

export interface Drawn {
	readonly drawId: string;
	readonly points: number;
	readonly balance: number;
}

/**
 * A member takes points of their household, to redeem with them: from whoever's lots expire first, all
 * or nothing. Refused: `pooling-off`, `not-found` without a household, `household-not-yet`,
 * `transfer-most` above the cap of the calendar year, `not-enough-points`, `points-owed`.
 */
export function drawFromPool(db: Db, command: DrawFromPool, now: Instant): Promise<Drawn> {
	const { id, memberId, points } = command;
	const ask = asked('pool-draw', command);
	return transact(db, async (trx) => {
		if (!Number.isSafeInteger(points) || points <= 0)
			throw new Refusal('invalid', { field: 'points' });
		const programme = await readProgramme(trx);
		const today = todayIn(programme, now);
		const { householdId, held, openSince } = await hold(trx, memberId, (mates) =>
			poolOpensOn(mates, poolingTerms(programme, today))
		);
		const before = await findAnswer<Drawn>(trx, ask);
		if (before) return before;
		const drawer = held.get(memberId);
		if (!drawer) throw new Refusal('not-found');
		if (drawer.status === 'suspended') throw new Refusal('account-suspended');
		if (drawer.status !== 'active') throw new Refusal('not-found');
		const { takenMost } = poolingTerms(programme, today);
		if (householdId === undefined) throw new Refusal('not-found');
		if (openSince === undefined || today < openSince)
			throw new Refusal('household-not-yet', openSince === undefined ? {} : { date: openSince });
		if (drawer.account.debt > 0) throw new Refusal('points-owed', { owed: drawer.account.debt });
		const drawn = await sumDrawn(trx, await listProfiles(trx, memberId), capYear(today));
		if (drawn + points > takenMost) throw new Refusal('transfer-most', { points: takenMost });

		const able = [...held.values()].filter(({ status }) => status === 'active');
		const histories = await readHistories(
			trx,
			able.map((one) => one.memberId),
			held,
			programme
		);
		const mine = histories.get(memberId);
		if (!mine) throw new Error(`member ${memberId} is held`);
		histories.delete(memberId);
		const steps = drawPoints(
			{ memberId, history: mine },
			histories,
			{ points, on: today, transfer: id },
			programme,
			newId
		);
		const postings = [...steps].map(([one, { posting }]) => ({ memberId: one, posting }));
		await writePostings(trx, postings, now);
		await insertDraw(trx, { id, householdId, memberId, points, on: today }, now);
		const balance = steps.get(memberId)?.posting.account.balance ?? 0;
		const answer = { drawId: id, points, balance };
		await claimCommand(trx, ask, answer, now);
		await tellPosted(trx, postings.map(toNotice), now);
		return answer;
	});
}

interface HeldHousehold {
	readonly householdId: string | undefined;
	/** The drawer and everybody of the household who said yes. */
	readonly held: ReadonlyMap<string, MemberAccount>;
	readonly openSince: PlainDate | undefined;
}

/** The household is held before the accounts of its members, here as everywhere. */
async function hold(
	trx: Trx,
	memberId: string,
	opensOn: (mates: Awaited<ReturnType<typeof listHousemates>>) => PlainDate | undefined
): Promise<HeldHousehold> {
	const householdId = await findHouseholdOf(trx, memberId);
	if (householdId === undefined || !(await lockHousehold(trx, householdId)))
		return {
			householdId: undefined,
			held: await lockAccounts(trx, [memberId]),
			openSince: undefined
		};
	const mates = await listHousemates(trx, householdId);
	const agreed = mates.filter((mate) => mate.agreedOn !== undefined);
	const held = await lockAccounts(trx, [memberId, ...agreed.map((mate) => mate.memberId)]);
	return { householdId, held, openSince: opensOn(mates) };
}
