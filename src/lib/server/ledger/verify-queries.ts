import { sql } from 'kysely';
import { z } from 'zod';
import type { MemberRows } from '#lib/domain/ledger/invariants.ts';
import type { Reader } from '../db/database.ts';
import { keyedStatement } from '../db/statement.ts';
import { toCredit, toEntry, toGrant, toLot } from './rows.ts';
import { toPending, toPendingEnd } from './waiting-rows.ts';

export interface MemberWhole {
	readonly memberId: string;
	readonly rows: MemberRows;
	/** Lots and moves that join this member's rows to somebody else's. */
	readonly strays: readonly {
		readonly invariant: 'owner';
		readonly subject: string;
		readonly stored: string;
		readonly computed: string;
	}[];
}

/** All that the ledger keeps of the next members by id. */
export async function listMembersWhole(
	reader: Reader,
	after: string,
	limit: number
): Promise<MemberWhole[]> {
	const accounts = await reader
		.selectFrom('account')
		.innerJoin('member', 'member.id', 'account.member_id')
		.select(['member_id', 'balance', 'debt', 'last_sequence', 'active_on', 'joined_on'])
		.where('member_id', '>', after)
		.orderBy('member_id')
		.limit(limit)
		.execute();
	const last = accounts.at(-1)?.member_id;
	if (last === undefined) return [];

	const entries = await reader
		.selectFrom('entry')
		.selectAll()
		.where('member_id', '>', after)
		.where('member_id', '<=', last)
		.orderBy('member_id')
		.orderBy('sequence')
		.execute();
	const mergedEntries = await reader
		.selectFrom('member')
		.innerJoin('entry', 'entry.member_id', 'member.id')
		.selectAll('entry')
		.select('member.merged_into')
		.where('member.merged_into', '>', after)
		.where('member.merged_into', '<=', last)
		.execute();
	// By their entries: the only index of lots by member holds the open ones.
	const lots = await reader
		.selectFrom('entry')
		.innerJoin('entry_lot', 'entry_lot.entry_id', 'entry.id')
		.innerJoin('lot', (join) =>
			join.onRef('lot.id', '=', 'entry_lot.lot_id').onRef('lot.entry_id', '=', 'entry.id')
		)
		.selectAll('lot')
		.select('entry.member_id as entry_member_id')
		.where('entry.member_id', '>', after)
		.where('entry.member_id', '<=', last)
		.execute();
	const moves = await reader
		.selectFrom('entry')
		.innerJoin('entry_lot', 'entry_lot.entry_id', 'entry.id')
		.innerJoin('lot', 'lot.id', 'entry_lot.lot_id')
		.select(['entry.member_id', 'entry_lot.entry_id', 'entry_lot.lot_id', 'entry_lot.points'])
		.select('lot.member_id as lot_member_id')
		.where('entry.member_id', '>', after)
		.where('entry.member_id', '<=', last)
		.execute();
	const credits = await reader
		.selectFrom('credit')
		.selectAll()
		.where('member_id', '>', after)
		.where('member_id', '<=', last)
		.orderBy('counts_on')
		.orderBy('id')
		.execute();
	const grants = await reader
		.selectFrom('tier_grant')
		.selectAll()
		.where('member_id', '>', after)
		.where('member_id', '<=', last)
		.orderBy('from_on')
		.orderBy('id')
		.execute();

	const pending = await reader
		.selectFrom('pending_points')
		.selectAll()
		.where('member_id', '>', after)
		.where('member_id', '<=', last)
		.execute();

	const pendingOf = Map.groupBy(pending, (row) => row.member_id);
	const entriesOf = Map.groupBy(entries, (row) => row.member_id);
	const mergedOf = Map.groupBy(mergedEntries, (row) => row.merged_into);
	const lotsOf = Map.groupBy(lots, (row) => row.entry_member_id);
	const movesOf = Map.groupBy(moves, (row) => row.member_id);
	const creditsOf = Map.groupBy(credits, (row) => row.member_id);
	const grantsOf = Map.groupBy(grants, (row) => row.member_id);
	return accounts.map((account) => {
		const memberId = account.member_id;
		const ownLots = lotsOf.get(memberId) ?? [];
		const ownMoves = movesOf.get(memberId) ?? [];
		return {
			memberId,
			rows: {
				joinedOn: account.joined_on,
				account: {
					balance: account.balance,
					debt: account.debt,
					lastSequence: account.last_sequence,
					activeOn: account.active_on ?? undefined
				},
				entries: (entriesOf.get(memberId) ?? []).map(toEntry),
				mergedEntries: mergedOf.get(memberId)?.map(toEntry),
				lots: ownLots.map(toLot),
				moves: ownMoves.map((row) => ({
					entryId: row.entry_id,
					lotId: row.lot_id,
					points: row.points
				})),
				credits: (creditsOf.get(memberId) ?? []).map(toCredit),
				grants: (grantsOf.get(memberId) ?? []).map(toGrant),
				pending: (pendingOf.get(memberId) ?? []).map(toPending),
				pendingEnds: (pendingOf.get(memberId) ?? []).flatMap(toPendingEnd)
			},
			strays: [
				...ownLots.map((row) => [row.id, row.member_id] as const),
				...ownMoves.map((row) => [row.lot_id, row.lot_member_id] as const)
			]
				.filter(([, owner]) => owner !== memberId)
				.map(([subject, stored]) => ({ invariant: 'owner', subject, stored, computed: memberId }))
		};
	});
}

export async function countMembersWithoutAccount(reader: Reader): Promise<number> {
	const row = await reader
		.selectFrom('member')
		.leftJoin('account', 'account.member_id', 'member.id')
		.select(({ fn }) => fn.countAll().as('members'))
		.where('account.member_id', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(row.members);
}

export interface CommandEffect {
	readonly command: string;
	readonly memberId: string;
	/** The entry it answered with; none for commands that post nothing. */
	readonly entryId: string | undefined;
	readonly entryMemberId: string | undefined;
}

const commands_max = 500;
const Answer = z.object({ entryId: z.string().optional() });

export async function* listCommandEffects(reader: Reader): AsyncGenerator<CommandEffect> {
	for (let after = { source: '', id: '' }; ;) {
		const rows = await reader
			.selectFrom('command')
			.select(['source', 'id', 'member_id', 'answer'])
			.where(sql<boolean>`(source, id) > (${after.source}, ${after.id})`)
			.orderBy('source')
			.orderBy('id')
			.limit(commands_max)
			.execute();
		const last = rows.at(-1);
		if (!last) return;
		const answers = rows.map((row) => Answer.safeParse(JSON.parse(row.answer)).data?.entryId);
		const found = answers.filter((id) => id !== undefined);
		const entries =
			found.length === 0
				? []
				: await reader
						.selectFrom('entry')
						.select(['id', 'member_id'])
						.where('id', 'in', found)
						.execute();
		const owner = new Map(entries.map((row) => [row.id, row.member_id]));
		for (const [at, row] of rows.entries()) {
			const entryId = answers[at];
			yield {
				command: `${row.source} ${row.id}`,
				memberId: row.member_id,
				entryId,
				entryMemberId: entryId === undefined ? undefined : owner.get(entryId)
			};
		}
		after = { source: last.source, id: last.id };
	}
}

/** An entry as those who bought with it see it. */
export interface EntryMark {
	readonly memberId: string;
	/** Whose what was bought with it is: of the one whom its member was merged into. */
	readonly ownerId: string;
	readonly kind: string;
	readonly points: number;
	readonly reverses: string | undefined;
	/** The entry that gave it back. */
	readonly reversedBy: string | undefined;
}

export async function findEntriesById(
	reader: Reader,
	ids: readonly string[]
): Promise<Map<string, EntryMark>> {
	const found = new Map<string, EntryMark>();
	for (const row of await entriesById(reader, [...new Set(ids)]))
		found.set(row.id, {
			memberId: row.member_id,
			ownerId: row.owner_id,
			kind: row.kind,
			points: row.points,
			reverses: row.reverses ?? undefined,
			reversedBy: row.reversed_by ?? undefined
		});
	return found;
}

const entriesById = keyedStatement((reader, keys) =>
	reader
		.selectFrom('entry')
		.leftJoin('entry as back', 'back.reverses', 'entry.id')
		.innerJoin('member', 'member.id', 'entry.member_id')
		.select(sql<string>`coalesce(member.merged_into, member.id)`.as('owner_id'))
		.select(['entry.id', 'entry.member_id', 'entry.kind', 'entry.points', 'entry.reverses'])
		.select('back.id as reversed_by')
		.where('entry.id', 'in', keys)
);
