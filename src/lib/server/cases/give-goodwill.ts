import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { CaseGoodwillTable, GuestCaseTable } from '../db/tables.ts';
import { mustBeWithinLimit } from '../ledger/adjust-limit.ts';
import { given } from '../ledger/given.ts';
import { asked, postIn, type Held } from '../ledger/post-once.ts';
import { addGoodwill, decideAsked, findGoodwill } from './goodwill-queries.ts';
import { holdCase } from './hold-case.ts';

export interface GiveGoodwill {
	/** Made by the asker: sent twice it is one gift. */
	readonly goodwillId: string;
	readonly caseId: string;
	readonly points: number;
	/** The guest reads it. */
	readonly why: string;
}

export type Goodwill = CaseGoodwillTable['status'];

/**
 * Points for a guest who was let down: given at once within what the colleague's role may give a member
 * in a day (`approvals` of the programme), and else asked for, so that somebody else decides. An id seen
 * before is answered as it stands. Refused: as `holdCase`, `invalid` (field `points` or `why`),
 * `same-id-other-body`, `account-suspended`, `no-programme`.
 */
export async function giveGoodwill(
	db: Db,
	command: GiveGoodwill,
	staffId: string,
	now: Instant
): Promise<Goodwill> {
	const { points, why } = command;
	if (!Number.isSafeInteger(points) || points <= 0)
		throw new Refusal('invalid', { field: 'points' });
	if (why.trim() === '') throw new Refusal('invalid', { field: 'why' });
	const giving: Giving = { ...command, why: why.trim(), staffId, now };
	return give(db, giving).catch((thrown: unknown) => {
		if (!(thrown instanceof Refusal && thrown.code === 'above-your-limit')) throw thrown;
		return ask(db, giving);
	});
}

interface Giving extends GiveGoodwill {
	readonly staffId: string;
	readonly now: Instant;
}

function give(db: Db, giving: Giving): Promise<Goodwill> {
	return transact(db, async (trx) => {
		const found = await holdCase(trx, giving.caseId, giving.staffId);
		const before = await sameBefore(trx, giving);
		if (before) return before;
		const actor = { kind: 'staff', id: giving.staffId } as const;
		const command = { ...giving, memberId: found.member_id };
		const mayGive = (held: Held) => mustBeWithinLimit(trx, actor, command, held);
		await post(trx, found, giving, giving.now, mayGive);
		await addGoodwill(trx, rowOf(giving, { status: 'given', by: giving.staffId }));
		await record(trx, found, giving, 'goodwill-given');
		return 'given';
	});
}

function ask(db: Db, giving: Giving): Promise<Goodwill> {
	return transact(db, async (trx) => {
		const found = await holdCase(trx, giving.caseId, giving.staffId);
		const before = await sameBefore(trx, giving);
		if (before) return before;
		await addGoodwill(trx, rowOf(giving, { status: 'asked', by: null }));
		await record(trx, found, giving, 'goodwill-asked');
		return 'asked';
	});
}

export interface DecideGoodwill {
	readonly goodwillId: string;
	readonly caseId: string;
	readonly agrees: boolean;
	/** Why not, for the colleague who asked; empty where it is given. */
	readonly why: string;
}

/**
 * The second pair of eyes: somebody other than whoever asked gives the points, or refuses them with a
 * reason. The same decision again changes nothing. Refused: as `holdCase`, `not-found`, `own-request` to
 * whoever asked, `goodwill-decided` once it was decided, `invalid` (field `why`), `account-suspended`.
 */
export async function decideGoodwill(
	db: Db,
	{ goodwillId, caseId, agrees, why }: DecideGoodwill,
	staffId: string,
	now: Instant
): Promise<void> {
	const because = why.trim();
	if (!agrees && because === '') throw new Refusal('invalid', { field: 'why' });
	return transact(db, async (trx) => {
		const found = await holdCase(trx, caseId, staffId);
		const row = await findGoodwill(trx, goodwillId);
		if (row?.case_id !== caseId) throw new Refusal('not-found');
		const status = agrees ? 'given' : 'refused';
		if (row.status === status && row.decided_by === staffId) return;
		if (row.status !== 'asked') throw new Refusal('goodwill-decided');
		if (row.asked_by === staffId) throw new Refusal('own-request');
		const { points } = row;
		const giving = { goodwillId, caseId, points, why: row.why, staffId, now };
		if (agrees) await post(trx, found, giving, now);
		const refused_because = agrees ? null : because;
		await decideAsked(trx, goodwillId, {
			...{ status, decided_by: staffId, decided_at: now, refused_because }
		});
		const said = agrees ? row.why : because;
		await record(
			trx,
			found,
			{ ...giving, why: said },
			agrees ? 'goodwill-agreed' : 'goodwill-refused'
		);
	});
}

async function post(
	trx: Trx,
	found: GuestCaseTable,
	{ goodwillId, caseId, points, why }: GiveGoodwill,
	now: Instant,
	mayGive: (held: Held) => Promise<void> = () => Promise.resolve()
): Promise<void> {
	const command = {
		source: 'case',
		id: goodwillId,
		memberId: found.member_id,
		caseId,
		points,
		why
	};
	await postIn(trx, asked('goodwill', command), now, 0, async (held) => {
		await mayGive(held);
		return given(held, 'goodwill', points, why);
	});
}

async function sameBefore(trx: Trx, giving: Giving): Promise<Goodwill | undefined> {
	const before = await findGoodwill(trx, giving.goodwillId);
	if (!before) return undefined;
	const isSame =
		before.case_id === giving.caseId &&
		before.asked_by === giving.staffId &&
		before.points === giving.points &&
		before.why === giving.why;
	if (!isSame) throw new Refusal('same-id-other-body');
	return before.status;
}

function rowOf(
	{ goodwillId: id, caseId: case_id, points, why, staffId, now }: Giving,
	{ status, by }: { readonly status: Goodwill; readonly by: string | null }
): CaseGoodwillTable {
	const decided = { decided_by: by, decided_at: by && now, refused_because: null };
	return { id, case_id, points, why, status, asked_by: staffId, asked_at: now, ...decided };
}

/** Of the member: what a colleague gives them in a day is counted by it. */
function record(
	trx: Trx,
	{ member_id }: GuestCaseTable,
	{ caseId, points, why, staffId, now }: Giving,
	act: 'goodwill-given' | 'goodwill-asked' | 'goodwill-agreed' | 'goodwill-refused'
): Promise<void> {
	const actor = { kind: 'staff', id: staffId } as const;
	const subject = { kind: 'member', id: member_id };
	return recordAct(trx, { actor, act, subject, facts: { caseId, points }, why }, now);
}
