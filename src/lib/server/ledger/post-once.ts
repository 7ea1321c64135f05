import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { nextLapse } from '#lib/domain/expiry/next-lapse.ts';
import { newHistory, type History, type Step } from '#lib/domain/ledger/history.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { claimCommand, findAnswer, type Asked, type Command } from './command.ts';
import {
	listGrants,
	listLotsToSpend,
	listOpenLots,
	lockAccount,
	type MemberAccount
} from './queries.ts';
import { writePostings } from './posting-queries.ts';
import { releasesLater } from './read-histories.ts';
import { tellPosted } from './tell-posted.ts';
import { listDuePending } from './waiting-queries.ts';

export interface Held {
	readonly trx: Trx;
	/** Without credits; of the lots, those that this act can touch, of what waits what is due. */
	readonly history: History;
	readonly programme: Programme;
	readonly today: PlainDate;
	readonly now: Instant;
}

/** What is answered, now and to every repeat. */
export interface Posted {
	/** The entry that was asked for. */
	readonly entryId: string;
	readonly points: number;
	readonly balance: number;
	/** The day it counts. */
	readonly on: PlainDate;
}

/** Decides in a held account what should happen; it writes nothing but what it returns. */
export type Decide = (held: Held) => Step | Promise<Step>;

/**
 * One command for one member: the account is held, an id already seen is answered, `decide` says what
 * should happen, and its step is written with the answer and the notice. Refused: `not-found` for an
 * id or a member of somebody else, `same-id-other-body`, `account-suspended`.
 *
 * @param taking how many points `decide` may take; so many lots are read
 */
export function postOnce(
	db: Db,
	asked: Asked,
	now: Instant,
	taking: number,
	decide: Decide
): Promise<Posted> {
	return transact(db, async (trx) => (await postIn(trx, asked, now, taking, decide)).posted);
}

export interface PostedIn {
	readonly posted: Posted;
	/** False when the id was seen before: what goes with the posting is done already. */
	readonly isFirst: boolean;
}

/** Whether what is owed to a suspended member is posted all the same; they cannot ask for anything. */
export interface PostOptions {
	readonly evenSuspended?: boolean;
}

/** `postOnce` in a transaction that writes more beside the posting. */
export async function postIn(
	trx: Trx,
	asked: Asked,
	now: Instant,
	taking: number,
	decide: Decide,
	{ evenSuspended = false }: PostOptions = {}
): Promise<PostedIn> {
	const { memberId } = asked.command;
	const member = await lockAccount(trx, memberId);
	if (!member) throw new Refusal('not-found');
	const before = await findAnswer<Posted>(trx, asked);
	if (before) return { posted: before, isFirst: false };
	if (member.status !== 'suspended' || !evenSuspended) mustBeActive(member);

	const programme = await readProgramme(trx);
	const today = todayIn(programme, now);
	const history = await readHistory(trx, member, programme, today, taking);
	const { posting } = await decide({ trx, history, programme, today, now });
	const entry = posting.entries.at(-1);
	if (!entry) throw new Error('a command posts something');
	const posted: Posted = {
		entryId: entry.id,
		points: entry.points,
		balance: posting.account.balance,
		on: entry.effectiveOn
	};
	await writePostings(trx, [{ memberId, posting }], now);
	await claimCommand(trx, asked, posted, now);
	await tellPosted(trx, [{ memberId, ...posted }], now);
	return { posted, isFirst: true };
}

/** What was asked, apart from who asks and for whom. */
export function asked<C extends Command>(kind: string, command: C): Asked {
	const { source, id, memberId, ...body } = command;
	return { command: { source, id, memberId }, kind, body };
}

export function mustBeActive({ status }: MemberAccount): void {
	if (status === 'suspended') throw new Refusal('account-suspended');
	if (status !== 'active') throw new Refusal('not-found');
}

async function readHistory(
	trx: Trx,
	{ memberId, joinedOn, account }: MemberAccount,
	programme: Programme,
	today: PlainDate,
	taking: number
): Promise<History> {
	// Of lots to add to, the first tells whether silence has ended them all.
	const lots = await listLotsToSpend(trx, memberId, Math.max(taking, 1), today);
	const grants = needsGrants(programme) ? await listGrants(trx, memberId) : [];
	const pending = releasesLater(programme) ? await listDuePending(trx, memberId, today) : [];
	const history = { ...newHistory(joinedOn), account, lots, grants, pending };
	const lapse = nextLapse(history, programme);
	const lapses = lapse?.rule === 'inactivity' && lapse.validTo < today;
	if (!lapses && pending.length === 0) return history;
	return { ...history, lots: await listOpenLots(trx, memberId) };
}

/** Only where expiry sleeps while a tier lasts does it matter which tiers were held. */
export function needsGrants(programme: Programme): boolean {
	return programme.some(
		({ document: { expiry } }) => expiry.kind === 'inactivity' && expiry.sleepsFrom !== undefined
	);
}
