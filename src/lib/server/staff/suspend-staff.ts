import type { Instant } from '#lib/domain/calendar.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import { withdrawLinks } from '../auth/links.ts';
import { endAllSessions } from '../auth/sessions.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { setRights } from './admin-queries.ts';
import { holdColleague } from './guard.ts';

export interface SuspendStaff {
	readonly staffId: string;
	readonly why: string;
}

/** They cannot sign in any more, and are signed out everywhere. Twice is once. */
export async function suspendStaff(
	db: Db,
	{ staffId, why }: SuspendStaff,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const held = await holdColleague(trx, staffId, actor, () => true);
		if (held.status === 'suspended') return;
		const subject = { kind: 'staff', id: staffId } as const;
		await setRights(trx, staffId, { status: 'suspended' });
		await withdrawLinks(trx, ['staff-welcome', 'device'], subject);
		await endAllSessions(trx, 'staff', staffId);
		const facts = { revision: held.revision + 1 };
		await recordAct(trx, { actor, act: 'staff-suspended', subject, facts, why }, now);
	});
}

export async function restoreStaff(
	db: Db,
	{ staffId, why }: SuspendStaff,
	actor: Actor,
	now: Instant
): Promise<void> {
	await transact(db, async (trx) => {
		const held = await holdColleague(trx, staffId, actor, () => false);
		if (held.status === 'active') return;
		const subject = { kind: 'staff', id: staffId } as const;
		await setRights(trx, staffId, { status: 'active' });
		const facts = { revision: held.revision + 1 };
		await recordAct(trx, { actor, act: 'staff-restored', subject, facts, why }, now);
	});
}
