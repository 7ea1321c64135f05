import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { claimObservation, deleteObservation, findObservation } from './observation-queries.ts';

export interface NoteObservation {
	/** Of the form, so that a second tap notes it once. */
	readonly id: string;
	readonly memberId: string;
	readonly propertyId: string;
	readonly staffId: string;
	readonly text: string;
}

/** In a transaction in which it was made sure that this desk may see the guest. */
export async function noteObservation(
	trx: Trx,
	note: NoteObservation,
	now: Instant
): Promise<void> {
	if (!(await claimObservation(trx, { ...note, at: now }))) {
		const before = await findObservation(trx, note.id);
		if (before?.member_id !== note.memberId || before.staff_id !== note.staffId)
			throw new Refusal('not-found');
		return;
	}
	const actor = { kind: 'staff', id: note.staffId } as const;
	const facts = { observation: note.id, propertyId: note.propertyId };
	const subject = { kind: 'member', id: note.memberId };
	await recordAct(trx, { actor, act: 'observation-noted', subject, facts }, now);
}

/** The guest, or a desk that sees them, takes it away; it is gone then, and asked again nothing happens. */
export async function removeObservation(
	trx: Trx,
	{ id, memberId }: { readonly id: string; readonly memberId: string },
	actor: Actor,
	now: Instant
): Promise<void> {
	if (!(await deleteObservation(trx, memberId, id))) return;
	const subject = { kind: 'member', id: memberId };
	await recordAct(
		trx,
		{ actor, act: 'observation-removed', subject, facts: { observation: id } },
		now
	);
}

export function removeOwnObservation(
	db: Db,
	asked: { readonly id: string; readonly memberId: string },
	now: Instant
): Promise<void> {
	const actor = { kind: 'member', id: asked.memberId } as const;
	return transact(db, (trx) => removeObservation(trx, asked, actor, now));
}
