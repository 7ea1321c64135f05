import type { Instant } from '#lib/domain/calendar.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import { insertRows } from '../db/statement.ts';
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
