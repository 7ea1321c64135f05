import { startOfYear, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import type { History } from '#lib/domain/ledger/history.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { mergeProfiles } from '#lib/domain/members/merge-profiles.ts';
import { readSearch } from '#lib/domain/members/search.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal, type RefusalCode } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { TierView } from '#lib/domain/views/common.ts';
import type { MemberLine } from '#lib/domain/views/members.ts';
import type { MergePreview, MergeView } from '#lib/domain/views/merge.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { listAccounts } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { listMembers } from '../members/list-queries.ts';
import { findIdentities, type Identity } from '../members/queries.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { checkMerge } from './merge-members.ts';
import { listMergesInto } from './queries.ts';

export interface AskedMerge {
	/** What was typed to find the other. */
	readonly query: string;
	readonly otherId: string | undefined;
}

const found_max = 10;

/** A profile beside the one that may go into it, and what would be. Looking writes nothing. */
export async function readMerge(
	db: Reader,
	memberId: string,
	{ query, otherId }: AskedMerge,
	now: Instant
): Promise<MergeView> {
	const merges = await listMergesInto(db, memberId);
	const ids = [memberId, ...merges.map((merge) => merge.from_id), ...(otherId ? [otherId] : [])];
	const people = await findIdentities(db, ids);
	const own = people.get(memberId);
	if (!own) throw new Refusal('not-found');
	const other = otherId === undefined ? undefined : people.get(otherId);
	return {
		id: memberId,
		name: nameOf(own),
		number: own.number,
		status: own.status,
		merged: merges.flatMap((merge) => {
			const person = people.get(merge.from_id);
			if (!person) return [];
			const { memberId: id, number } = person;
			return { mergeId: merge.id, id, name: nameOf(person), number, at: merge.merged_at };
		}),
		query,
		found: await findOthers(db, memberId, query),
		preview: other && (await preview(db, own, other, now))
	};
}

async function findOthers(db: Reader, memberId: string, query: string): Promise<MemberLine[]> {
	const search = readSearch(query);
	if (!search) return [];
	const rows = await listMembers(
		db,
		{ search, status: 'active' },
		{ sort: 'name', descending: false, filters: {}, offset: 0, limit: found_max + 1 }
	);
	return rows
		.filter((row) => row.id !== memberId)
		.slice(0, found_max)
		.map((row) => ({
			id: row.id,
			name: fullName(row.given_name, row.family_name),
			number: row.number,
			email: row.email,
			verified: row.email_verified_at !== null,
			status: row.status,
			joinedOn: row.joined_on,
			balance: row.balance
		}));
}

async function preview(
	db: Reader,
	own: Identity,
	other: Identity,
	now: Instant
): Promise<MergePreview | undefined> {
	const programme = await findProgramme(db);
	if (!programme) return undefined;
	const on = todayIn(programme, now);
	const ids = [own.memberId, other.memberId];
	const held = await listAccounts(db, ids);
	const histories = await readHistories(db, ids, held, programme);
	const into = histories.get(own.memberId);
	const from = histories.get(other.memberId);
	if (!into || !from) return undefined;
	const no = await whyNot(db, other.memberId, own.memberId, held);
	const both = no
		? into
		: mergeProfiles(from, into, { merge: 'preview', on }, programme, newId).into.history;
	const three = <T>(of: (history: History) => T) => ({
		own: of(into),
		other: of(from),
		both: of(both)
	});
	return {
		other: {
			id: other.memberId,
			name: nameOf(other),
			number: other.number,
			email: other.email
		},
		pointsName: versionOn(programme, on).document.pointsName,
		email: own.email,
		points: three(({ account }) => account.balance),
		tiers: three((history) => tierOf(history, programme, on)),
		nights: three((history) => nightsOf(history, programme, on)),
		no
	};
}

async function whyNot(
	db: Reader,
	fromId: string,
	intoId: string,
	held: Awaited<ReturnType<typeof listAccounts>>
): Promise<RefusalCode | undefined> {
	if (fromId === intoId) return 'merge-self';
	try {
		await checkMerge(db, held.get(fromId), held.get(intoId));
		return undefined;
	} catch (thrown) {
		if (thrown instanceof Refusal) return thrown.code;
		throw thrown;
	}
}

function tierOf({ grants }: History, programme: Programme, on: PlainDate): TierView {
	const { id, name, tone } = heldTier(grants, programme, on).tier;
	return { id, name, tone };
}

function nightsOf({ credits }: History, programme: Programme, on: PlainDate): number {
	const { counters } = versionOn(programme, on).document;
	const counted = counters.find(({ unit }) => unit === 'nights')?.id;
	return credits
		.filter(
			({ kind, countsOn }) => kind === counted && countsOn >= startOfYear(on) && countsOn <= on
		)
		.reduce((sum, { amount }) => sum + amount, 0);
}

function nameOf({ givenName, familyName }: Identity): string {
	return fullName(givenName, familyName);
}
