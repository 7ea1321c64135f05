import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { checkTransfer } from '#lib/domain/ledger/transfer.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import type { TransferTable } from '../db/tables.ts';
import { listAccounts } from '../ledger/queries.ts';
import { tellAll, type Message } from '../outbox/queries.ts';
import type { EndedByMerge, OpenStatus } from './end-for-merged.ts';
import { listHousemates, lockHousehold, setBack } from './household-queries.ts';
import { changeTransfer, listTransfers } from './queries.ts';
import { readSides, transferTerms } from './sides.ts';
import { tellSides } from './tell-sides.ts';

/** The profile that is one of its own again, and what ended when it went. */
export interface PartedProfile {
	readonly fromId: string;
	readonly mergedAt: Instant;
	readonly ended: EndedByMerge;
}

export interface Reopened {
	readonly open: number;
	/** What stays ended, because of what happened since. */
	readonly over: number;
}

/**
 * The households that a parted profile may come back into are held, before any account is: here as
 * everywhere.
 */
export async function lockHouseholds(trx: Trx, { householdIds }: EndedByMerge): Promise<void> {
	for (const id of householdIds.toSorted()) await lockHousehold(trx, id);
}

/**
 * What a merge ended goes on once it is undone: transfers in the state and for the day they had, and
 * the place in a household since the day of the yes. What would be refused today stays ended: a day
 * that has gone by, a cap that is used up, a side that may not, a household that nobody else is in or
 * that is full. Both sides are told of what goes on, by mail where a day was promised. The account of
 * the profile must be held; of others it is only looked at, as the day of the transfer checks again.
 */
export async function reopenForParted(
	trx: Trx,
	parted: PartedProfile,
	programme: Programme,
	on: PlainDate,
	now: Instant
): Promise<Reopened> {
	const was = new Map(parted.ended.transfers.map((one) => [one.id, one.was]));
	let open = 0;
	for (const transfer of await listTransfers(trx, [...was.keys()])) {
		const to = was.get(transfer.id) ?? 'offered';
		if (!(await mayGoOn(trx, transfer, programme, on))) continue;
		const again = { status: to, ended_on: null, why: null } as const;
		if (!(await changeTransfer(trx, transfer, again))) continue;
		await tellSides(trx, transfer, told[to], now);
		open += 1;
	}
	for (const householdId of parted.ended.householdIds)
		if (await comeBack(trx, householdId, parted, programme, on, now)) open += 1;
	return { open, over: was.size + parted.ended.householdIds.length - open };
}

const told = { offered: 'offered-again', agreed: 'agreed-again' } as const satisfies Record<
	OpenStatus,
	string
>;

async function mayGoOn(
	trx: Trx,
	{ giver_id: giverId, receiver_id: receiverId, points, due_on, why }: TransferTable,
	programme: Programme,
	on: PlainDate
): Promise<boolean> {
	if (why !== 'merged' || (due_on !== null && due_on < on)) return false;
	const accounts = await listAccounts(trx, [giverId, receiverId]);
	try {
		const sides = await readSides(trx, { giverId, receiverId }, accounts, on);
		checkTransfer(transferTerms(programme, on), sides.giver, sides.receiver, points, on);
		return true;
	} catch (thrown) {
		if (thrown instanceof Refusal) return false;
		throw thrown;
	}
}

async function comeBack(
	trx: Trx,
	householdId: string,
	{ fromId, mergedAt }: PartedProfile,
	programme: Programme,
	on: PlainDate,
	now: Instant
): Promise<boolean> {
	const { pooling } = versionOn(programme, on).document;
	const others = await listHousemates(trx, householdId);
	if (!pooling || others.length === 0 || others.length >= pooling.membersMost) return false;
	if (!(await setBack(trx, householdId, fromId, mergedAt))) return false;
	const agreed = others.filter(({ agreedOn }) => agreedOn !== undefined);
	const messages = [fromId, ...agreed.map(({ memberId }) => memberId)].map((id): Message => {
		const facts = { householdId, memberId: fromId };
		return { channel: 'event', topic: 'household-back', to: { kind: 'member', id }, facts };
	});
	await tellAll(trx, messages, now);
	return true;
}
