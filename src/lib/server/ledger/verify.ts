import { checkMember, type Broken, type MemberRows } from '#lib/domain/ledger/invariants.ts';
import type { Reader } from '../db/database.ts';
import { verifyMilestones } from '../milestones/verify.ts';
import { listMergedInto, listReversedElsewhere } from './merged-queries.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { verifyRewards } from '../rewards/verify.ts';
import { listStayMarks, listStrayStays, type StayMark } from '../stays/queries.ts';
import {
	countMembersWithoutAccount,
	listCommandEffects,
	listMembersWhole,
	type MemberWhole
} from './verify-queries.ts';

export interface LedgerProblem {
	readonly invariant:
		| Broken['invariant']
		| 'stay'
		| 'owner'
		| 'account'
		| 'command'
		| 'programme'
		| 'stock'
		| 'redemption'
		| 'voucher'
		| 'milestone';
	readonly memberId?: string | undefined;
	readonly subject: string;
	readonly stored: string | number | null;
	readonly computed: string | number | null;
}

export interface LedgerReport {
	readonly members: number;
	readonly entries: number;
	/** At most the first thousand. */
	readonly problems: readonly LedgerProblem[];
}

const problems_max = 1_000;
const members_max = 200;

/**
 * Computes again all that is stored for speed, member by member, and compares: sums, chains, lots,
 * debt, activity, tiers, the points of every entry from its reasons, one standing entry for a stay, one
 * effect for a command, what members bought against what they
 * paid, milestones against what they gave. Reads only; changes in between can show as problems that are none.
 */
export async function verifyLedger(reader: Reader): Promise<LedgerReport> {
	const problems: LedgerProblem[] = [];
	const note = (more: readonly LedgerProblem[]) => {
		problems.push(...more.slice(0, problems_max - problems.length));
	};
	const programme = await findProgramme(reader);
	const mergedInto = await listMergedInto(reader);
	const keepers = new Set(mergedInto.values());
	const elsewhere = await listReversedElsewhere(reader);
	const merged = new Map<string, StayAccounts[]>();
	let members = 0;
	let entries = 0;
	for (let after: string | undefined = ''; after !== undefined;) {
		const slice: MemberWhole[] = await listMembersWhole(reader, after, members_max);
		const last: string | undefined = slice.at(-1)?.memberId;
		if (last !== undefined) {
			const stays = await listStayMarks(reader, after, last);
			const byMember = Map.groupBy(stays, (stay) => stay.memberId);
			for (const member of slice) {
				members += 1;
				entries += member.rows.entries.length;
				if (programme) note(ofMember(member.memberId, checkMember(member.rows, programme)));
				else if (member.rows.entries.length > 0) note([noProgramme(member.memberId)]);
				note(ofMember(member.memberId, member.strays));
				const accounts = { ...member.rows, stays: byMember.get(member.memberId) ?? [] };
				const keeper = mergedInto.get(member.memberId) ?? member.memberId;
				if (keepers.has(keeper)) merged.set(keeper, [...(merged.get(keeper) ?? []), accounts]);
				else note(checkStays(member.memberId, accounts, elsewhere));
			}
		}
		after = last;
	}
	for (const [keeper, parts] of merged) note(checkStays(keeper, joined(parts), elsewhere));
	note(await checkStrayStays(reader));
	note(await checkCommands(reader));
	note(await verifyRewards(reader));
	if (programme) note(await verifyMilestones(reader, programme));
	const without = await countMembersWithoutAccount(reader);
	if (without > 0)
		note([{ invariant: 'account', subject: 'members-without', stored: without, computed: 0 }]);
	return { members, entries, problems };
}

function ofMember(
	memberId: string,
	broken: readonly Omit<LedgerProblem, 'memberId'>[]
): LedgerProblem[] {
	return broken.map((one) => ({ ...one, memberId }));
}

function noProgramme(memberId: string): LedgerProblem {
	return { invariant: 'programme', memberId, subject: 'published', stored: 0, computed: 1 };
}

/** What stays, and entries and points that wait for them, say of one guest in however many profiles. */
interface StayAccounts extends Pick<MemberRows, 'entries' | 'pending' | 'pendingEnds'> {
	readonly stays: readonly StayMark[];
}

function joined(parts: readonly StayAccounts[]): StayAccounts {
	return {
		entries: parts.flatMap(({ entries }) => entries),
		pending: parts.flatMap(({ pending }) => pending),
		pendingEnds: parts.flatMap(({ pendingEnds }) => pendingEnds),
		stays: parts.flatMap(({ stays }) => stays)
	};
}

/**
 * A stay has at most one standing entry, or points that wait, of its own member, made for what its
 * newest word says. Entries in `elsewhere` were taken back in another profile of the guest.
 */
function checkStays(
	memberId: string,
	{ entries, pending, pendingEnds, stays }: StayAccounts,
	elsewhere: ReadonlySet<string>
): LedgerProblem[] {
	const problems: LedgerProblem[] = [];
	const reversed = new Set(entries.map((entry) => entry.reverses));
	const standing = entries.filter(
		({ kind, id }) => kind === 'earn' && !reversed.has(id) && !elsewhere.has(id)
	);
	const ended = new Set(pendingEnds.map(({ pendingId }) => pendingId));
	const waiting = pending.filter(({ id }) => !ended.has(id));
	const byStay = Map.groupBy([...standing, ...waiting], (entry) => entry.stayId);
	const known = new Map(stays.map((stay) => [stay.id, stay]));
	for (const [stayId, made] of byStay) {
		if (stayId === undefined) continue;
		const stay = known.get(stayId);
		const say = (stored: string | number | null, computed: string | number | null) =>
			problems.push({ invariant: 'stay', memberId, subject: stayId, stored, computed });
		if (made.length > 1) say(made.length, 1);
		if (!stay) {
			say('of another', memberId);
			continue;
		}
		if (stay.noPointsBecause !== null) say(made.length, 0);
		for (const { stayRevision = 0 } of made)
			if (stay.hashes.get(stayRevision) !== stay.hashes.get(stay.revision))
				say(stayRevision, stay.revision);
	}
	for (const stay of stays) {
		if (stay.newest !== stay.revision)
			problems.push({
				invariant: 'stay',
				memberId,
				subject: stay.id,
				stored: stay.revision,
				computed: stay.newest
			});
		if (stay.noPointsBecause === null && !byStay.has(stay.id))
			problems.push({ invariant: 'stay', memberId, subject: stay.id, stored: 0, computed: 1 });
	}
	return problems;
}

async function checkStrayStays(reader: Reader): Promise<LedgerProblem[]> {
	return (await listStrayStays(reader, problems_max)).map((stay) => ({
		invariant: 'stay',
		subject: stay.id,
		stored: stay.revision,
		computed: stay.newest
	}));
}

/** Each command answered with an entry of its own member, which no other command answered with. */
async function checkCommands(reader: Reader): Promise<LedgerProblem[]> {
	const problems: LedgerProblem[] = [];
	const seen = new Set<string>();
	for await (const { command, memberId, entryId, entryMemberId } of listCommandEffects(reader)) {
		if (entryId === undefined) continue;
		const once = !seen.has(entryId);
		seen.add(entryId);
		if (once && entryMemberId === memberId) continue;
		problems.push({
			invariant: 'command',
			memberId,
			subject: command,
			stored: entryId,
			computed: once ? (entryMemberId ?? null) : 'another command'
		});
	}
	return problems;
}
