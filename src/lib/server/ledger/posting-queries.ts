import { sql } from 'kysely';
import type { Instant } from '#lib/domain/calendar.ts';
import type { PendingEnd, Posting } from '#lib/domain/ledger/account.ts';
import type { Trx } from '../db/database.ts';
import { changeRows, insertRows } from '../db/statement.ts';
import { fromCredit, fromEntry, fromGrant, fromLot } from './rows.ts';
import { fromChoice, fromMilestone, fromPending } from './waiting-rows.ts';

export interface MemberPosting {
	readonly memberId: string;
	readonly posting: Posting;
}

/**
 * Writes what was decided, for one member or for thousands: the entries, the lots they open, what they
 * move, credits and tiers, and the account as it stands after. The accounts must be held.
 */
export async function writePostings(
	trx: Trx,
	postings: readonly MemberPosting[],
	now: Instant
): Promise<void> {
	const rows = postings.map((one) => toRows(one, now));
	await insertRows(
		trx,
		'entry',
		rows.flatMap(({ entries }) => entries)
	);
	await insertRows(
		trx,
		'lot',
		rows.flatMap(({ lots }) => lots)
	);
	await insertRows(
		trx,
		'entry_lot',
		rows.flatMap(({ moves }) => moves)
	);
	await insertRows(
		trx,
		'credit',
		rows.flatMap(({ credits }) => credits)
	);
	await insertRows(
		trx,
		'tier_grant',
		rows.flatMap(({ grants }) => grants)
	);
	await insertRows(
		trx,
		'pending_points',
		rows.flatMap(({ pending }) => pending)
	);
	await insertRows(
		trx,
		'milestone_grant',
		rows.flatMap(({ milestones }) => milestones)
	);
	await insertRows(
		trx,
		'milestone_choice',
		rows.flatMap(({ choices }) => choices)
	);
	await endPending(
		trx,
		postings.flatMap(({ posting }) => posting.pendingEnds)
	);
	await moveLots(
		trx,
		rows.flatMap(({ changes }) => changes)
	);
	await changeAccounts(trx, postings);
}

function moveLots(trx: Trx, changes: readonly (readonly [string, number])[]): Promise<void> {
	return changeRows(
		trx,
		'lot',
		(values) => sql`update lot set points_left = points_left + change.column2
			from ${values} as change where lot.id = change.column1`,
		['text', 'bigint'],
		changes
	);
}

function endPending(trx: Trx, ends: readonly PendingEnd[]): Promise<void> {
	return changeRows(
		trx,
		'pending_points',
		(values) => sql`update pending_points set ended_on = change.column2, ended_why = change.column3,
			entry_id = change.column4
			from ${values} as change where pending_points.id = change.column1`,
		['text', 'text', 'text', 'text'],
		ends.map(({ pendingId, on, why, entryId }) => [pendingId, on, why ?? null, entryId ?? null])
	);
}

function changeAccounts(trx: Trx, postings: readonly MemberPosting[]): Promise<void> {
	return changeRows(
		trx,
		'account',
		(values) => sql`update account set balance = change.column2, debt = change.column3,
			last_sequence = change.column4, active_on = change.column5
			from ${values} as change where account.member_id = change.column1`,
		['text', 'bigint', 'bigint', 'bigint', 'text'],
		postings.map(({ memberId, posting: { account } }) => [
			memberId,
			account.balance,
			account.debt,
			account.lastSequence,
			account.activeOn ?? null
		])
	);
}

function toRows({ memberId, posting }: MemberPosting, now: Instant) {
	const opened = new Map(posting.opened.map((lot) => [lot.id, 0]));
	const changed = new Map<string, number>();
	for (const { lotId, points } of posting.moves) {
		const at = opened.has(lotId) ? opened : changed;
		at.set(lotId, (at.get(lotId) ?? 0) + points);
	}
	return {
		entries: posting.entries.map((entry) => fromEntry(memberId, entry, now)),
		lots: posting.opened.map((lot) => fromLot(memberId, { ...lot, left: opened.get(lot.id) ?? 0 })),
		moves: posting.moves.map(({ entryId, lotId, points }) => ({
			entry_id: entryId,
			lot_id: lotId,
			points
		})),
		changes: [...changed].filter(([, points]) => points !== 0),
		credits: posting.credits.map((credit) => fromCredit(memberId, credit, now)),
		grants: posting.grants.map((grant) => fromGrant(memberId, grant, now)),
		pending: posting.pending.map((pending) => fromPending(memberId, pending, now)),
		milestones: posting.milestones.map((grant) => fromMilestone(memberId, grant, now)),
		choices: posting.choices.map((choice) => fromChoice(choice, now))
	};
}
