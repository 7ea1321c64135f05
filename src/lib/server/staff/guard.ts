import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '../audit/queries.ts';
import type { Trx } from '../db/database.ts';
import type { StaffTable } from '../db/tables.ts';
import { lockOwnersAnd } from './admin-queries.ts';

export type HeldStaff = Pick<StaffTable, 'id' | 'role' | 'status' | 'revision'>;

/** What an act of this area says was done to somebody's rights. */
export const staffActs = [
	'staff-created',
	'staff-changed',
	'staff-suspended',
	'staff-restored'
] as const;

/**
 * Holds a colleague whose rights an owner is about to change. Refused: `not-found`; `last-owner` where
 * no active owner would be left; `not-allowed` to whoever is no owner any more, and for the own rights.
 */
export async function holdColleague(
	trx: Trx,
	staffId: string,
	actor: Actor,
	losesOwner: (held: HeldStaff) => boolean
): Promise<HeldStaff> {
	const locked = await lockOwnersAnd(trx, staffId);
	const held = locked.get(staffId);
	if (!held) throw new Refusal('not-found');
	const owners = [...locked.values()].filter(
		({ role, status }) => role === 'owner' && status === 'active'
	);
	const isOwner = (id: string) => owners.some((owner) => owner.id === id);
	if (isOwner(staffId) && owners.length === 1 && losesOwner(held)) throw new Refusal('last-owner');
	if (actor.kind === 'staff' && (actor.id === staffId || !isOwner(actor.id)))
		throw new Refusal('not-allowed');
	return held;
}
