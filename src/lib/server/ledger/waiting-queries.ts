import { sql } from 'kysely';
import type { MilestoneChoice, MilestoneGrant, Pending } from '#lib/domain/ledger/account.ts';
import type { Reader } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';
import { toChoice, toMilestone, toPending } from './waiting-rows.ts';

const pendingOf = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('pending_points')
		.selectAll()
		.where('member_id', 'in', memberIds)
		.where('ended_on', 'is', sql.lit(null))
		.orderBy('release_on')
		.orderBy('id')
);

/** Points of each member that still wait, in the order of their release. */
export async function listPendingOf(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, Pending[]>> {
	const rows = Map.groupBy(await pendingOf(reader, memberIds), (row) => row.member_id);
	return new Map([...rows].map(([memberId, own]) => [memberId, own.map(toPending)]));
}

const milestonesOf = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('milestone_grant')
		.selectAll()
		.where('member_id', 'in', memberIds)
		.orderBy('reached_on')
		.orderBy('id')
);

const choicesOf = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('milestone_choice')
		.innerJoin('milestone_grant', 'milestone_grant.id', 'milestone_choice.grant_id')
		.selectAll('milestone_choice')
		.select('milestone_grant.member_id')
		.where('milestone_grant.member_id', 'in', memberIds)
);

export interface Milestones {
	readonly milestones: readonly MilestoneGrant[];
	readonly choices: readonly MilestoneChoice[];
}

/** What each member was issued, and what was chosen of it. */
export async function listMilestonesOf(
	reader: Reader,
	memberIds: readonly string[]
): Promise<Map<string, Milestones>> {
	const grants = Map.groupBy(await milestonesOf(reader, memberIds), (row) => row.member_id);
	if (grants.size === 0) return new Map();
	const choices = Map.groupBy(await choicesOf(reader, memberIds), (row) => row.member_id);
	return new Map(
		[...grants].map(([memberId, own]) => [
			memberId,
			{
				milestones: own.map(toMilestone),
				choices: (choices.get(memberId) ?? []).map(toChoice)
			}
		])
	);
}
