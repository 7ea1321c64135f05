import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal, type Facts } from '#lib/domain/refusal.ts';
import type { Reader } from '../db/database.ts';
import { listActsOn, type Actor } from './queries.ts';

/** What an edit did, as an act keeps it: the fields that are others now, before and after. */
export function changedFacts(before: Facts, after: Facts): Facts {
	const fields = Object.keys({ ...before, ...after }).filter(
		(field) => (before[field] ?? null) !== (after[field] ?? null)
	);
	return Object.fromEntries(
		fields.flatMap((field) => [
			[`before.${field}`, before[field] ?? null],
			[`after.${field}`, after[field] ?? null]
		])
	);
}

/** The fields that the facts of an act name as changed. */
export function fieldsOf(facts: Facts): string[] {
	return Object.keys(facts).flatMap((name) =>
		name.startsWith('after.') ? [name.slice('after.'.length)] : []
	);
}

export interface LastChange {
	readonly by: Actor;
	readonly at: Instant;
}

/** Who changed something last, and when. */
export async function findLastChange(
	reader: Reader,
	subject: { readonly kind: string; readonly id: string },
	only: readonly string[]
): Promise<LastChange | undefined> {
	const [row] = await listActsOn(reader, subject, only, 1);
	return row && { by: { kind: row.actor_kind, id: row.actor_id }, at: row.recorded_at };
}

const changes_read_max = 50;

/**
 * The no to whoever edits what somebody else has changed since it was shown: which fields, who last and
 * when. The acts must carry the `revision` that they made.
 */
export async function changedMeanwhile(
	reader: Reader,
	subject: { readonly kind: string; readonly id: string },
	only: readonly string[],
	shownRevision: number
): Promise<Refusal> {
	const rows = await listActsOn(reader, subject, only, changes_read_max);
	const since = rows
		.map((row) => ({ row, facts: JSON.parse(row.facts) as Facts }))
		.filter(({ facts }) => Number(facts['revision'] ?? 0) > shownRevision);
	const last = since[0]?.row;
	return new Refusal('changed-meanwhile', {
		fields: [...new Set(since.flatMap(({ facts }) => fieldsOf(facts)))].join(),
		byKind: last?.actor_kind ?? null,
		by: last?.actor_id ?? null,
		at: last?.recorded_at ?? null
	});
}
