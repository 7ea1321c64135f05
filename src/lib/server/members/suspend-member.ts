import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import { withdrawLinks } from '../auth/links.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { memberExists, setStatus } from './queries.ts';

export interface SuspendMember {
	readonly memberId: string;
	readonly why: string;
}

/** What staff did to a member's account, as acts call it. */
export const memberActs = [
	'member-suspended',
	'member-restored',
	'points-adjusted',
	'tier-named',
	'card-sold',
	'challenge-started',
	'members-merged',
	'members-unmerged'
] as const;

/** They are signed out everywhere and cannot sign in; points and stays stay. Twice is once. */
export async function suspendMember(
	db: Db,
	asked: SuspendMember,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		if (!(await change(trx, asked.memberId, 'active', 'suspended'))) return;
		const subject = { kind: 'member', id: asked.memberId } as const;
		await withdrawLinks(trx, ['reset', 'device'], subject);
		await endAllSessions(trx, 'member', asked.memberId);
		await recordAct(trx, { actor, act: 'member-suspended', subject, why: asked.why }, now);
	});
}

export async function restoreMember(
	db: Db,
	asked: SuspendMember,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		if (!(await change(trx, asked.memberId, 'suspended', 'active'))) return;
		const subject = { kind: 'member', id: asked.memberId } as const;
		await recordAct(trx, { actor, act: 'member-restored', subject, why: asked.why }, now);
	});
}

async function change(
	trx: Trx,
	memberId: string,
	from: 'active' | 'suspended',
	to: 'active' | 'suspended'
): Promise<boolean> {
	if (await setStatus(trx, memberId, from, to)) return true;
	if (!(await memberExists(trx, memberId))) throw new Refusal('not-found');
	return false;
}
