import type { CaseKind } from '#lib/domain/cases/open-case.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import type { GuestCaseTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { refuseOwn } from '../desk/own-guest.ts';
import { tell } from '../outbox/queries.ts';
import { mustWorkAt } from '../rewards/must-work-at.ts';
import { holdCase, mustBeOpen } from './hold-case.ts';
import { changeCase } from './queries.ts';

export interface ResolveCase {
	readonly caseId: string;
	/** For colleagues: how it ended. */
	readonly resolution: string;
	/** For the guest: what was changed because of it; empty where nothing was. */
	readonly changed: string;
}

/**
 * Ends a case; the guest is told what was changed because of it. The same end again changes nothing. Refused: as `holdCase`, `case-resolved`,
 * `invalid` (field `resolution`), and `case-unanswered` for a complaint that nobody has answered.
 */
export async function resolveCase(
	db: Db,
	{ caseId, resolution, changed }: ResolveCase,
	staffId: string,
	now: Instant
): Promise<void> {
	if (resolution.trim() === '') throw new Refusal('invalid', { field: 'resolution' });
	return transact(db, async (trx) => {
		const held = await holdCase(trx, caseId, staffId);
		const what = changed.trim() || null;
		const isDone = held.resolution === resolution.trim() && held.changed === what;
		if (held.status === 'resolved' && isDone) return;
		mustBeOpen(held);
		if (held.kind === 'complaint' && held.answered_at === null)
			throw new Refusal('case-unanswered');
		await changeCase(trx, held, {
			status: 'resolved',
			...{ resolved_at: now, resolution: resolution.trim(), changed: what },
			owner_id: held.owner_id ?? staffId
		});
		const actor = { kind: 'staff', id: staffId } as const;
		const facts = { kind: held.kind, isChanged: what !== null };
		await recordAct(
			trx,
			{ actor, act: 'case-resolved', subject: { kind: 'case', id: caseId }, facts },
			now
		);
		const to = { kind: 'member', id: held.member_id } as const;
		if (what)
			await tell(trx, { channel: 'push', topic: 'case-answered', to, facts: { caseId } }, now);
	});
}

export interface SortCase {
	readonly caseId: string;
	readonly kind: CaseKind;
	/** Who takes care of it. */
	readonly ownerId: string | undefined;
}

/**
 * What it is, and whose, by a colleague's hand. Refused: as `holdCase`, `not-allowed` for an owner who has
 * left or works at a desk, where cases are not opened.
 */
export function sortCase(
	db: Db,
	{ caseId, kind, ownerId }: SortCase,
	staffId: string,
	now: Instant
): Promise<void> {
	return transact(db, async (trx) => {
		const held = await holdCase(trx, caseId, staffId);
		if (held.kind === kind && held.owner_id === (ownerId ?? null)) return;
		if (ownerId !== undefined) await mustOwn(trx, held, ownerId);
		await changeCase(trx, held, { kind, owner_id: ownerId ?? null });
		const actor = { kind: 'staff', id: staffId } as const;
		const facts = { kind, before: held.kind, ownerId: ownerId ?? null };
		await recordAct(
			trx,
			{ actor, act: 'case-sorted', subject: { kind: 'case', id: caseId }, facts },
			now
		);
	});
}

async function mustOwn(trx: Trx, held: GuestCaseTable, ownerId: string): Promise<void> {
	const { role } = await mustWorkAt(trx, ownerId, held.property_id);
	if (role === 'desk') throw new Refusal('not-allowed');
	await refuseOwn(trx, ownerId, held.member_id);
}
