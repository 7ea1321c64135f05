import type { Instant } from '#lib/domain/calendar.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import type { Reader, Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
import type { AuditTable } from '../db/tables.ts';
import type { ListAsked } from '../lists.ts';
import { newId } from '../ids.ts';

export type Actor =
	| { readonly kind: 'member' | 'staff'; readonly id: string }
	/** The command line, a job or an integration, by its name. */
	| { readonly kind: 'system'; readonly id: string };

export interface Act {
	readonly actor: Actor;
	readonly act: string;
	readonly subject: { readonly kind: string; readonly id: string };
	/** Ids, codes and names of fields; never personal values. */
	readonly facts?: Facts | undefined;
	readonly why?: string | undefined;
}

/** A privileged act, kept for good, in the transaction that does it. */
export async function recordAct(
	trx: Trx,
	{ actor, act, subject, facts = {}, why }: Act,
	now: Instant
): Promise<void> {
	await insertRows(trx, 'audit', [
		{
			id: newId(),
			recorded_at: now,
			actor_kind: actor.kind,
			actor_id: actor.id,
			act,
			subject_kind: subject.kind,
			subject_id: subject.id,
			facts: JSON.stringify(facts),
			why: why ?? null
		}
	]);
}

export interface AuditFilter {
	readonly act?: string | undefined;
	readonly actor?: { readonly kind: AuditTable['actor_kind']; readonly id: string } | undefined;
	/** Recorded at or after. */
	readonly from?: Instant | undefined;
	/** Recorded before. */
	readonly before?: Instant | undefined;
}

function acts(reader: Reader, { act, actor, from, before }: AuditFilter) {
	let rows = reader.selectFrom('audit');
	if (act !== undefined) rows = rows.where('act', '=', act);
	if (actor) rows = rows.where('actor_kind', '=', actor.kind).where('actor_id', '=', actor.id);
	if (from !== undefined) rows = rows.where('recorded_at', '>=', from);
	if (before !== undefined) rows = rows.where('recorded_at', '<', before);
	return rows;
}

export function listActs(
	reader: Reader,
	filter: AuditFilter,
	{ descending, offset, limit }: ListAsked<string>
): Promise<AuditTable[]> {
	const order = descending ? 'desc' : 'asc';
	return (
		acts(reader, filter)
			.selectAll()
			// Ids are made in order of time, and the table lies in theirs: no index of its own to write.
			.orderBy('id', order)
			.offset(offset)
			.limit(limit)
			.execute()
	);
}

export async function countActs(reader: Reader, filter: AuditFilter): Promise<number> {
	const { count } = await acts(reader, filter)
		.select((audit) => audit.fn.countAll().as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** What was done to something, newest first. */
export function listActsOn(
	reader: Reader,
	subject: { readonly kind: string; readonly id: string },
	only: readonly string[],
	limit: number
): Promise<AuditTable[]> {
	return reader
		.selectFrom('audit')
		.selectAll()
		.where('subject_kind', '=', subject.kind)
		.where('subject_id', '=', subject.id)
		.where('act', 'in', only)
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

/** The facts of what somebody did to something in one way, since an instant. */
export async function listFactsOf(
	reader: Reader,
	{ actor, act, subject }: Pick<Act, 'actor' | 'act' | 'subject'>,
	from: Instant
): Promise<Facts[]> {
	const rows = await acts(reader, { act, actor, from })
		.select('facts')
		.where('subject_kind', '=', subject.kind)
		.where('subject_id', '=', subject.id)
		.execute();
	return rows.map(({ facts }) => JSON.parse(facts) as Facts);
}

/** The staff and programs that ever acted; members are too many to choose from. */
export async function listActors(reader: Reader): Promise<Actor[]> {
	const rows = await reader
		.selectFrom('audit')
		.select(['actor_kind as kind', 'actor_id as id'])
		.distinct()
		.where('actor_kind', 'in', ['staff', 'system'])
		.orderBy('actor_kind')
		.orderBy('actor_id')
		.limit(200)
		.execute();
	return rows as Actor[];
}
