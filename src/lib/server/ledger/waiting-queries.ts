import { sql } from 'kysely';
import type { PlainDate } from '#lib/domain/calendar.ts';
import type { MilestoneChoice, MilestoneGrant, Pending } from '#lib/domain/ledger/account.ts';
import type { Reader, Trx } from '../db/database.ts';
import { keyedStatement, statement } from '../db/statement.ts';
import type { Due } from './due-queries.ts';
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

const dueOf = statement((reader, { memberId, through }: { memberId: string; through: PlainDate }) =>
	reader
		.selectFrom('pending_points')
		.selectAll()
		.where('member_id', '=', memberId)
		.where('ended_on', 'is', sql.lit(null))
		.where('release_on', '<=', through)
		.orderBy('release_on')
		.orderBy('id')
);

/** Points of a member that are due to be posted by a day. */
export async function listDuePending(
	reader: Reader,
	memberId: string,
	through: PlainDate
): Promise<Pending[]> {
	return (await dueOf(reader, { memberId, through })).map(toPending);
}

/** Members with points that are due to be posted by a day, in the order of their days. */
export async function listDueReleases(
	reader: Reader,
	through: PlainDate,
	after: Due,
	limit: number
): Promise<Due[]> {
	const rows = await reader
		.selectFrom('pending_points')
		.select(['release_on', 'member_id'])
		.distinct()
		.where('ended_on', 'is', sql.lit(null))
		.where('release_on', '<=', through)
		.where(sql<boolean>`(release_on, member_id) > (${after.date}, ${after.memberId})`)
		.orderBy('release_on')
		.orderBy('member_id')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ date: row.release_on, memberId: row.member_id }));
}

/** Whose a milestone is: of who reached it, or of whom they were merged into. */
const ownerOf = sql<string>`coalesce(member.merged_into, member.id)`;

const milestonesOf = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('milestone_grant')
		.innerJoin('member', 'member.id', 'milestone_grant.member_id')
		.selectAll('milestone_grant')
		.select(ownerOf.as('owner_id'))
		.where(({ or, eb }) =>
			or([eb('member.id', 'in', memberIds), eb('member.merged_into', 'in', memberIds)])
		)
		.orderBy('reached_on')
		.orderBy('milestone_grant.id')
);

const choicesOf = keyedStatement((reader, memberIds) =>
	reader
		.selectFrom('milestone_choice')
		.innerJoin('milestone_grant', 'milestone_grant.id', 'milestone_choice.grant_id')
		.innerJoin('member', 'member.id', 'milestone_grant.member_id')
		.selectAll('milestone_choice')
		.select(ownerOf.as('owner_id'))
		.where(({ or, eb }) =>
			or([eb('member.id', 'in', memberIds), eb('member.merged_into', 'in', memberIds)])
		)
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
	const grants = Map.groupBy(await milestonesOf(reader, memberIds), (row) => row.owner_id);
	if (grants.size === 0) return new Map();
	const choices = Map.groupBy(await choicesOf(reader, memberIds), (row) => row.owner_id);
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

export interface DueChoice {
	readonly chooseBy: PlainDate;
	readonly memberId: string;
	/** Whose it is now. */
	readonly ownerId: string;
	readonly isChosen: boolean;
}

/** Choices whose last day is before a day, in the order of those days, with those that were made. */
export async function listDueChoices(
	reader: Reader,
	before: PlainDate,
	after: { readonly chooseBy: PlainDate; readonly memberId: string },
	limit: number
): Promise<DueChoice[]> {
	const rows = await reader
		.selectFrom('milestone_grant')
		.leftJoin('milestone_choice', 'milestone_choice.grant_id', 'milestone_grant.id')
		.innerJoin('member', 'member.id', 'milestone_grant.member_id')
		.select(['choose_by', 'member_id', 'grant_id'])
		.select(ownerOf.as('owner_id'))
		.where('choose_by', 'is not', null)
		.where('choose_by', '<', before)
		.where(sql<boolean>`(choose_by, member_id) > (${after.chooseBy}, ${after.memberId})`)
		.orderBy('choose_by')
		.orderBy('member_id')
		.limit(limit)
		.execute();
	return rows.map(({ choose_by, member_id, owner_id, grant_id }) => ({
		chooseBy: choose_by ?? '',
		memberId: member_id,
		ownerId: owner_id,
		isChosen: grant_id !== null
	}));
}

export interface EndingChoice {
	readonly grantId: string;
	readonly chooseBy: PlainDate;
	/** Whose it is now. */
	readonly ownerId: string;
}

/** Choices that nobody made yet and that end on days of a span, in the order of those days. */
export async function listEndingChoices(
	reader: Reader,
	span: { readonly from: PlainDate; readonly to: PlainDate },
	after: { readonly chooseBy: PlainDate; readonly grantId: string },
	limit: number
): Promise<EndingChoice[]> {
	const rows = await reader
		.selectFrom('milestone_grant')
		.leftJoin('milestone_choice', 'milestone_choice.grant_id', 'milestone_grant.id')
		.innerJoin('member', 'member.id', 'milestone_grant.member_id')
		.select(['milestone_grant.id', 'choose_by'])
		.select(ownerOf.as('owner_id'))
		.where('choose_by', '>=', span.from)
		.where('choose_by', '<=', span.to)
		.where('grant_id', 'is', null)
		.where(sql<boolean>`(choose_by, milestone_grant.id) > (${after.chooseBy}, ${after.grantId})`)
		.orderBy('choose_by')
		.orderBy('milestone_grant.id')
		.limit(limit)
		.execute();
	return rows.map(({ id, choose_by, owner_id }) => ({
		grantId: id,
		chooseBy: choose_by ?? '',
		ownerId: owner_id
	}));
}

export interface MilestoneMark {
	/** Whose it is now. */
	readonly memberId: string;
	readonly grant: MilestoneGrant;
	readonly choice: MilestoneChoice | undefined;
}

/** Milestones in the order of their ids, each with what was chosen. */
export async function listMilestoneMarks(
	reader: Reader,
	after: string,
	limit: number
): Promise<MilestoneMark[]> {
	const grants = await reader
		.selectFrom('milestone_grant')
		.innerJoin('member', 'member.id', 'milestone_grant.member_id')
		.selectAll('milestone_grant')
		.select(ownerOf.as('owner_id'))
		.where('milestone_grant.id', '>', after)
		.orderBy('milestone_grant.id')
		.limit(limit)
		.execute();
	if (grants.length === 0) return [];
	const ids = grants.map(({ id }) => id);
	const choices = await reader
		.selectFrom('milestone_choice')
		.selectAll()
		.where('grant_id', 'in', ids)
		.execute();
	const byGrant = new Map(choices.map((row) => [row.grant_id, toChoice(row)]));
	return grants.map((row) => ({
		memberId: row.owner_id,
		grant: toMilestone(row),
		choice: byGrant.get(row.id)
	}));
}

/** Points of a member that still wait become another's: all, or those named. */
export async function movePending(
	trx: Trx,
	fromId: string,
	intoId: string,
	only?: readonly string[]
): Promise<string[]> {
	if (only?.length === 0) return [];
	let change = trx
		.updateTable('pending_points')
		.set({ member_id: intoId })
		.where('member_id', '=', fromId)
		.where('ended_on', 'is', null);
	if (only) change = change.where('id', 'in', only);
	return (await change.returning('id').execute()).map((row) => row.id);
}
