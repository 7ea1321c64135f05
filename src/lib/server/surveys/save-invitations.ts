import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { invitationsSchema, type Invitations } from '#lib/domain/surveys/invitations.ts';
import { changedFacts, changedMeanwhile } from '../audit/changes.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { holdSetting, setSetting } from '../house/queries.ts';
import {
	invitationsActs,
	invitationsKey,
	invitationsOf,
	invitationsSubject
} from './read-invitations.ts';

export interface SaveInvitations {
	readonly invitations: Invitations;
	/** What the form was shown with. */
	readonly revision: number;
}

/**
 * From now on guests are asked and reminded by these; who was invited before may answer as long as they
 * were told. Refused: `changed-meanwhile`, `invalid` with the field.
 */
export async function saveInvitations(
	db: Db,
	{ invitations, revision }: SaveInvitations,
	actor: Actor,
	now: Instant
): Promise<void> {
	const checked = invitationsSchema.safeParse(invitations);
	if (!checked.success) {
		const field = String(checked.error.issues[0]?.path[0] ?? 'form');
		throw new Refusal('invalid', { field });
	}
	await transact(db, async (trx) => {
		const row = await holdSetting(trx, invitationsKey, now);
		if (row.revision !== revision)
			throw await changedMeanwhile(trx, invitationsSubject, invitationsActs, revision);

		const before = invitationsOf(row.document, row.revision);
		const facts = changedFacts(before, checked.data);
		if (Object.keys(facts).length === 0) return;
		const next = revision + 1;
		await setSetting(trx, {
			key: invitationsKey,
			document: JSON.stringify(checked.data),
			revision: next,
			changed_at: now,
			changed_by: actor.id
		});
		const done = { actor, act: 'invitations-changed', subject: invitationsSubject };
		await recordAct(trx, { ...done, facts: { ...facts, revision: next } }, now);
	});
}
